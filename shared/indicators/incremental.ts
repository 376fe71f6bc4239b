import type { Indicator } from './indicator.ts'

/**
 * What every indicator has in common: the next value is what a peek shows, and then the input is remembered.
 */
export abstract class Incremental<Input, Output, State> implements Indicator<Input, Output, State> {
  abstract readonly warmUp: number
  abstract peek(input: Input): Output | undefined
  /** Takes the next completed input without answering, for those that have peeked already. */
  abstract remember(input: Input): void
  abstract save(): State
  abstract restore(state: State): void

  next(input: Input): Output | undefined {
    const output = this.peek(input)
    this.remember(input)
    return output
  }
}
