import type { Ticker } from '../../shared/domain/ids.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import type { MarketData, QuoteAnswer } from '../../shared/ports/market-data.ts'
import type { Origin, ProviderChain } from './provider-chain.ts'

/** Quotes with where they come from. */
export interface SourcedQuoteAnswer extends QuoteAnswer {
  readonly origin: Origin
}

/**
 * Quotes from the first provider of a chain that answers. Whatever a late provider says of its own quotes, they leave
 * here as DELAYED, which no entry and no exit accepts (spec §4).
 */
export class FallbackMarketData implements MarketData {
  readonly #chain: ProviderChain<MarketData>

  constructor(by: { readonly chain: ProviderChain<MarketData> }) {
    this.#chain = by.chain
  }

  async quotes(symbols: readonly Ticker[]): Promise<SourcedQuoteAnswer> {
    const { answer, origin } = await this.#chain.pull((provider) => provider.quotes(symbols))
    return origin.delaySeconds === 0
      ? { ...answer, origin }
      : { ...answer, quotes: delayed(answer.quotes), origin }
  }
}

function delayed(quotes: ReadonlyMap<Ticker, Quote>): ReadonlyMap<Ticker, Quote> {
  return new Map([...quotes].map(([symbol, quote]) => [symbol, { ...quote, status: 'DELAYED' }]))
}
