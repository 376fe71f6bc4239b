import type { Ticker } from '../../shared/domain/ids.ts'
import type { MarketData, QuoteAnswer } from '../../shared/ports/market-data.ts'
import type { LayeredCache } from './layered-cache.ts'

/**
 * Quotes that are at most five seconds old for readers who may see the same ones; the monitor is given the provider
 * itself, because a stop is judged on now. They stay in the process: writing them would cost more than asking.
 */
export class CachedMarketData implements MarketData {
  readonly #marketData: MarketData
  readonly #cache: LayeredCache

  constructor(by: { readonly marketData: MarketData; readonly cache: LayeredCache }) {
    this.#marketData = by.marketData
    this.#cache = by.cache
  }

  async quotes(symbols: readonly Ticker[]): Promise<QuoteAnswer> {
    let asked = false
    const key = [...new Set(symbols)].sort().join()
    const answer = await this.#cache.read({ kind: 'quote', key }, () => {
      asked = true
      return this.#marketData.quotes(symbols)
    })
    return asked ? answer : { ...answer, calls: 0 }
  }
}
