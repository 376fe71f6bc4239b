/** The four prices a candle is drawn from. */
export interface Candle {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

/** Distance from open to close. */
export function body({ open, close }: Candle): number {
  return Math.abs(close - open)
}

/** Distance from low to high. */
export function range({ high, low }: Candle): number {
  return high - low
}

/** Distance from the body up to the high. */
export function upperShadow({ open, high, close }: Candle): number {
  return high - Math.max(open, close)
}

/** Distance from the body down to the low. */
export function lowerShadow({ open, low, close }: Candle): number {
  return Math.min(open, close) - low
}

/**
 * Prices in cents are not exact in binary: differences of them that ought to be equal differ by about this
 * share.
 */
const ROUNDING_SHARE = 1e-12

/** Whether one distance within a candle is at most another, where exactly equal must count as such. */
export function isAtMost(distance: number, limit: number, { high }: Candle): boolean {
  return distance <= limit + ROUNDING_SHARE * high
}
