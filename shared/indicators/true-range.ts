import type { PriceRange } from './indicator-bar.ts'

/** How far prices went since the previous close, the gap included. */
export function trueRange({ high, low }: PriceRange, previousClose: number): number {
  return Math.max(high - low, Math.abs(high - previousClose), Math.abs(low - previousClose))
}
