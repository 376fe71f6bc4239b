import type { Market, MarketQuote } from '../../local/simulator/market/market.ts'
import type { Print } from '../../shared/backtest/market/print.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import { type Money, money } from '../../shared/domain/money.ts'
import { exchangeDate } from '../../shared/time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../shared/time/instant.ts'

/** One print with the quote that stands after it. */
export interface ScriptedPrint extends Print {
  readonly symbol: Ticker
  readonly bid: Money
  readonly ask: Money
  readonly bidSize: number
  readonly askSize: number
}

/** A print at `last` with a quote of 100 shares a side; without a quote it is one cent around the print. */
export function scriptedPrint(
  symbol: Ticker,
  time: EpochMs,
  prices: { readonly last: string; readonly bid?: string; readonly ask?: string },
  sizes: { readonly bidSize?: number; readonly askSize?: number } = {},
): ScriptedPrint {
  const price = money(prices.last)
  return {
    symbol,
    time,
    price,
    size: 100,
    bid: prices.bid === undefined ? ((price - 100) as Money) : money(prices.bid),
    ask: prices.ask === undefined ? ((price + 100) as Money) : money(prices.ask),
    bidSize: sizes.bidSize ?? 100,
    askSize: sizes.askSize ?? 100,
  }
}

/** A market that shows exactly the given prints, for tests of what trades against it. */
export class ScriptedMarket implements Market {
  readonly symbols: readonly Ticker[]
  readonly dates: readonly ExchangeDate[]
  readonly #tape: readonly ScriptedPrint[]
  readonly #previousClose: Money | undefined

  constructor(
    tape: readonly ScriptedPrint[],
    options: { readonly symbols?: readonly Ticker[]; readonly previousClose?: Money } = {},
  ) {
    this.#tape = [...tape].sort((first, second) => first.time - second.time)
    this.symbols = options.symbols ?? [...new Set(tape.map(({ symbol }) => symbol))].sort()
    this.dates = [...new Set(tape.map(({ time }) => exchangeDate(time)))].sort()
    this.#previousClose = options.previousClose
  }

  quote(symbol: Ticker, at: EpochMs): MarketQuote | undefined {
    const known = { symbol, name: symbol, totalVolume: 0 }
    const print = this.#tape.findLast((candidate) => candidate.symbol === symbol && candidate.time <= at)
    if (print && exchangeDate(print.time) === exchangeDate(at)) {
      const { bid, ask, bidSize, askSize, time, price: last } = print
      return { ...known, time, bid, ask, bidSize, askSize, last, lastTime: time }
    }
    const last = print?.price ?? this.#previousClose
    return last === undefined ? undefined : { ...known, time: at, last, lastTime: at }
  }

  prints(
    symbol: Ticker,
    { after, upTo }: { readonly after: EpochMs; readonly upTo: EpochMs },
  ): readonly Print[] {
    if (!this.symbols.includes(symbol)) throw new RangeError(`${symbol} is not in the script`)
    return this.#tape.filter((print) => print.symbol === symbol && print.time > after && print.time <= upTo)
  }
}
