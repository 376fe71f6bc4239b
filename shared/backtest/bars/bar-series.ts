import type { Ticker } from '../../domain/ids.ts'

/**
 * Bars of one symbol in columns, oldest first: what a run over millions of bars reads without an object a bar. Prices
 * are plain dollars, volumes are shares.
 */
export interface BarSeries {
  readonly symbol: Ticker
  /** How long a bar lasts: a minute, or the exchange's whole day. */
  readonly interval: 'minute' | 'day'
  readonly length: number
  /** Start of each bar in epoch milliseconds, strictly ascending; a daily bar starts at the open of its session. */
  readonly time: Float64Array
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
}
