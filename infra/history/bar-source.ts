import type { Bar, DailyBar } from '../../shared/domain/bar.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { EpochMs, ExchangeDate } from '../../shared/time/instant.ts'

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

/** Bars by symbol and date, read from files or generated: what both a market and a history are made of. */
export interface BarSource {
  /** The symbols that have a tape. */
  readonly symbols: readonly Ticker[]
  nameOf(symbol: Ticker): string
  /** The dates with intraday bars, ascending; empty for a symbol it does not have. */
  sessionDates(symbol: Ticker): readonly ExchangeDate[]
  /** The finest bars of one date; `undefined` when it has none. */
  intradayBars(symbol: Ticker, date: ExchangeDate): IntradayBars | undefined
  /** Recorded quotes of one date, ascending; empty when none were recorded. */
  closingQuotes(symbol: Ticker, date: ExchangeDate): readonly ClosingQuote[]
  /** Daily bars that exist as such, ascending; intraday dates may repeat or continue them. */
  dailyBars(symbol: Ticker): readonly DailyBar[]
}
