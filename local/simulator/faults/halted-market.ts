import type { Print } from '../../../shared/backtest/market/print.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import type { EpochMs, ExchangeDate } from '../../../shared/time/instant.ts'
import type { Market, MarketQuote } from '../market/market.ts'
import type { Halt } from './fault-plan.ts'

/** A market in which some symbols do not trade for a while: nothing prints, and the quote stands as it was before. */
export class HaltedMarket implements Market {
  readonly symbols: readonly Ticker[]
  readonly dates: readonly ExchangeDate[]
  readonly #market: Market
  readonly #halts: readonly Halt[]

  constructor(market: Market, halts: readonly Halt[]) {
    this.symbols = market.symbols
    this.dates = market.dates
    this.#market = market
    this.#halts = halts
  }

  quote(symbol: Ticker, at: EpochMs): MarketQuote | undefined {
    const halt = this.#haltOf(symbol, at)
    if (!halt) return this.#market.quote(symbol, at)
    const standing = this.#market.quote(symbol, (halt.from - 1) as EpochMs)
    return standing && { ...standing, isHalted: true }
  }

  prints(symbol: Ticker, range: { readonly after: EpochMs; readonly upTo: EpochMs }): readonly Print[] {
    return this.#market.prints(symbol, range).filter(({ time }) => !this.#haltOf(symbol, time))
  }

  #haltOf(symbol: Ticker, at: EpochMs): Halt | undefined {
    return this.#halts.find((halt) => halt.symbol === symbol && at >= halt.from && at < halt.until)
  }
}
