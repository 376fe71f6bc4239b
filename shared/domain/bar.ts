import type { EpochMs, ExchangeDate } from '../time/instant.ts'

/** What every bar tells, whatever it lasts. */
export interface Ohlcv {
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

/** The bars of one exchange date, extended hours included, all of one length. */
export interface IntradayBars {
  readonly intervalMs: number
  readonly bars: readonly Bar[]
}

/** Bid and ask as they stood at the end of one minute, in plain dollars. */
export interface ClosingQuote {
  /** The end of the minute: from then on it is known. */
  readonly time: EpochMs
  readonly bid: number
  readonly ask: number
  readonly bidSize: number
  readonly askSize: number
}
