/** A day or a run that can't be run again from this store; the message says why and what to do. */
export class ReplayRefusedError extends Error {
  override readonly name = 'ReplayRefusedError'
}
