import type { Ticker } from '../domain/ids.ts'
import type { Quote } from '../domain/quote.ts'

export interface QuoteAnswer {
  readonly quotes: ReadonlyMap<Ticker, Quote>
  /** Symbols the provider refused, with its words. Every asked symbol is either here or in `quotes`. */
  readonly refused: ReadonlyMap<Ticker, string>
  /** Calls made to the provider for this answer. */
  readonly calls: number
}

/** Quotes of now. Throws `BrokerError` when the provider could not be read; never answers with what it does not have. */
export interface MarketData {
  quotes(symbols: readonly Ticker[]): Promise<QuoteAnswer>
}
