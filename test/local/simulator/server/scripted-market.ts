import type { Market, MarketQuote } from '../../../../local/simulator/market/market.ts'
import type { Print } from '../../../../shared/backtest/market/print.ts'
import { type Ticker, ticker } from '../../../../shared/domain/ids.ts'
import { money } from '../../../../shared/domain/money.ts'
import { exchangeDate } from '../../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'

/** A market whose quotes stand still: every symbol at its own price, a cent between bid and ask, no prints. */
export class ScriptedMarket implements Market {
  readonly symbols: readonly Ticker[]
  readonly dates
  readonly #prices: ReadonlyMap<Ticker, string>
  readonly #openedAt: EpochMs

  constructor(prices: Readonly<Record<string, string>>, openedAt: EpochMs) {
    this.#prices = new Map(Object.entries(prices).map(([symbol, price]) => [ticker(symbol), price]))
    this.symbols = [...this.#prices.keys()]
    this.#openedAt = openedAt
    this.dates = [exchangeDate(openedAt)]
  }

  quote(symbol: Ticker, at: EpochMs): MarketQuote | undefined {
    const price = this.#prices.get(symbol)
    if (price === undefined) return undefined
    const last = money(price)
    const unopened = { symbol, name: `${symbol} of the script`, last, totalVolume: 0 }
    if (at < this.#openedAt) return { ...unopened, time: this.#openedAt, lastTime: this.#openedAt }
    return {
      ...unopened,
      time: at,
      lastTime: at,
      bid: money((Number(price) - 0.01).toFixed(2)),
      ask: last,
      bidSize: 300,
      askSize: 200,
      open: last,
      high: last,
      low: last,
      totalVolume: 12_345,
      previousClose: money((Number(price) - 1).toFixed(2)),
      previousDayVolume: 1_000_000,
      averageVolume: 2_000_000,
    }
  }

  prints(): readonly Print[] {
    return []
  }
}
