import type { ClosingQuote, DailyBar, IntradayBars } from '../../shared/domain/bar.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'

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
  /** How many dates of bars stay in memory; less than a day looks back at would read them anew every day. */
  keepDates(count: number): void
  /** Daily bars that exist as such, ascending; intraday dates may repeat or continue them. */
  dailyBars(symbol: Ticker): readonly DailyBar[]
}
