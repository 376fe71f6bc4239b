/**
 * One indicator fed bar by bar in constant time. The promise, held by one shared contract test: nothing is answered
 * before `warmUp` inputs were seen; the value at an input never depends on later ones; `peek` changes nothing;
 * `restore(save())` goes on exactly where it was.
 */
export interface Indicator<Input, Output, State> {
  /** How many inputs are needed for the first value. */
  readonly warmUp: number
  /** Takes the next completed input and answers the value at it; `undefined` until warmed up. */
  next(input: Input): Output | undefined
  /** The value as if `input` were next, for a bar that is still developing. */
  peek(input: Input): Output | undefined
  /** A JSON-serialisable copy of everything remembered. */
  save(): State
  restore(state: State): void
}
