import type { ClosingQuote, IntradayBars } from '../../domain/bar.ts'
import type { Ticker } from '../../domain/ids.ts'
import type { Money } from '../../domain/money.ts'
import type { ExchangeDate } from '../../time/instant.ts'

/** What was known of a symbol before its day began, as the broker tells it beside every quote. */
export interface MorningFigures {
  /** Absent when the trading day before is not known. */
  readonly previousClose?: Money
  readonly averageVolume?: number
}

/** The bars of one symbol's day that a backtest trades on, extended hours included. */
export interface RecordedDay {
  readonly intraday: IntradayBars
  /** Bid and ask where they were recorded; without them a spread is assumed. */
  readonly quotes: readonly ClosingQuote[]
  readonly morning: MorningFigures
}

/** Where a backtest's prices come from. What lies before a day is the history's business, not this port's. */
export interface BacktestMarket {
  /** `undefined` for a symbol and date without intraday bars. */
  day(symbol: Ticker, date: ExchangeDate): RecordedDay | undefined
}
