import type { Indicator } from './indicator.ts'

/**
 * An indicator over a whole series at once: one output for each input, `undefined` where there is none yet.
 */
export function series<Input, Output, State>(
  indicator: Indicator<Input, Output, State>,
  inputs: Iterable<Input>,
): (Output | undefined)[] {
  return Array.from(inputs, (input) => indicator.next(input))
}
