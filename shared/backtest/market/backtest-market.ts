import type { ClosingQuote, IntradayBars } from '../../domain/bar.ts'
import type { Ticker } from '../../domain/ids.ts'
import type { Money } from '../../domain/money.ts'
import type { Quote } from '../../domain/quote.ts'
import type { EpochMs, ExchangeDate } from '../../time/instant.ts'

/** What was known of a symbol before its day began, as the broker tells it beside every quote. */
export interface MorningFigures {
  /** Absent when the trading day before is not known. */
  readonly previousClose?: Money
  readonly averageVolume?: number
}

/** The bars of one symbol's day that a backtest trades on, extended hours included. */
export interface RecordedBars {
  /** May be left out: bars are what most sources have. */
  readonly kind?: 'bars'
  readonly intraday: IntradayBars
  /** Bid and ask where they were recorded; without them a spread is assumed. */
  readonly quotes: readonly ClosingQuote[]
  readonly morning: MorningFigures
}

/** A quote and the moment from which a live run knew it. */
export interface SeenQuote {
  readonly seenAt: EpochMs
  readonly quote: Quote
}

/** What the runs of one live day were shown of one symbol; between two looks nothing is known. */
interface RecordedQuotes {
  readonly kind: 'quotes'
  /** Ascending in the moment of being seen. */
  readonly seen: readonly SeenQuote[]
}

/** One symbol's day, of whichever kind it was kept. */
export type RecordedDay = RecordedBars | RecordedQuotes

/** The jobs whose runs a day of a backtest repeats. */
export type PolledJob = 'position-monitor' | 'signal-scan'

/** Where a backtest's prices come from. What lies before a day is the history's business, not this port's. */
export interface BacktestMarket {
  /** `undefined` for a symbol and date of which nothing was kept. */
  day(symbol: Ticker, date: ExchangeDate): RecordedDay | undefined
  /** When the live run that was due at a moment had its quotes. Absent where a run sees the market at once. */
  seenBy?(job: PolledJob, dueAt: EpochMs): EpochMs
}

/** The bars of a day that has some. */
export function intradayOf(day: RecordedDay | undefined): IntradayBars | undefined {
  return day === undefined || day.kind === 'quotes' ? undefined : day.intraday
}
