import type { PriceRange } from './indicator-bar.ts'

/** One price that stands for a bar: the mean of its high, low and close. */
export function typicalPrice({ high, low, close }: PriceRange): number {
  return (high + low + close) / 3
}
