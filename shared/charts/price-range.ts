import type { Bar } from '../domain/bar.ts'
import { type Money, toNumber } from '../domain/money.ts'
import { clamp } from './box.ts'
import { atLeastWide, padded, type Range } from './scale.ts'

/** So that a price that hardly moves is drawn as the flat line it is. */
const WIDTH_MIN_SHARE = 0.005
const PADDING_SHARE = 0.08
/** How far a price may lie beyond the bars, in times of their range, before it would press them flat. */
const REACH = 1.5
/** A range must have some width even where the price is zero. */
const DOLLARS_MIN = 0.01

/** What the price axis covers: all bars, and of the other prices those that are not too far away. */
export function priceRange(bars: readonly Bar[], prices: readonly Money[]): Range {
  const traded = rangeOf(bars.flatMap(({ high, low }) => [low, high]))
  const wide = atLeastWide(traded, Math.max(traded.to * WIDTH_MIN_SHARE, DOLLARS_MIN))
  const reach = (wide.to - wide.from) * REACH
  const near = prices.map((price) => clamp(toNumber(price), wide.from - reach, wide.to + reach))
  return padded(rangeOf([wide.from, wide.to, ...near]), PADDING_SHARE)
}

function rangeOf(values: readonly number[]): Range {
  return { from: Math.min(...values), to: Math.max(...values) }
}
