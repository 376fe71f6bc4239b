import type { EpochMs, ExchangeDate } from '../time/instant.ts'

interface Ohlcv {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  /** Shares traded within the interval. */
  readonly volume: number
}

/**
 * One interval of trading within a day. Prices are plain dollars because bars feed indicator maths; nothing is
 * stored, shown or sent from them without becoming `Money` first.
 */
export interface Bar extends Ohlcv {
  /** Start of the interval. */
  readonly time: EpochMs
}

/** One whole exchange day. */
export interface DailyBar extends Ohlcv {
  readonly date: ExchangeDate
}
