import type { NotCompared } from './parity-report.ts'

/** A day can't be compared; the message says what is missing. */
export class ParityRefusedError extends Error {
  override readonly name = 'ParityRefusedError'
  readonly code: NotCompared['code']

  constructor(code: NotCompared['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
