import type { DailyBar } from '../../shared/domain/bar.ts'

/**
 * A tape misses the closing auction, so its close lies a little beside the daily one; a split lies far beside
 * it.
 */
const TOLERANCE = 0.02

/**
 * By what the prices of a daily series must be multiplied to stand on the scale of a tape: daily files are
 * restated for later splits, tapes are as traded. A factor close to a whole split (4, or 1/5) is that split;
 * any other, as dividend adjustments leave behind, is taken as it is.
 */
export function priceScale(daily: DailyBar, onTape: DailyBar): number {
  const factor = onTape.close / daily.close
  const split = factor >= 1 ? Math.round(factor) : 1 / Math.round(1 / factor)
  return Math.abs(factor / split - 1) <= TOLERANCE ? split : factor
}

/** The bar in prices of another scale; a split multiplies the shares by what it divides the price by. */
export function scaled(bar: DailyBar, scale: number): DailyBar {
  if (scale === 1) return bar
  const { date, open, high, low, close, volume } = bar
  return {
    date,
    open: open * scale,
    high: high * scale,
    low: low * scale,
    close: close * scale,
    volume: Math.round(volume / scale),
  }
}
