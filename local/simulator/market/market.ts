import type { Print } from '../../../shared/backtest/market/print.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import type { Money } from '../../../shared/domain/money.ts'
import type { EpochMs, ExchangeDate } from '../../../shared/time/instant.ts'

/** What the simulated market shows for one symbol at one moment. */
export interface MarketQuote {
  readonly symbol: Ticker
  readonly name: string
  /** The last change of anything shown here. */
  readonly time: EpochMs
  /** Both sides and their sizes are absent until the symbol's first print of the day. */
  readonly bid?: Money
  readonly ask?: Money
  readonly bidSize?: number
  readonly askSize?: number
  /** The last print of the day, extended hours included; before it the previous close. */
  readonly last: Money
  readonly lastTime: EpochMs
  /** Regular hours only, absent before their first print. */
  readonly open?: Money
  readonly high?: Money
  readonly low?: Money
  /** Shares printed in regular hours so far today. */
  readonly totalVolume: number
  /** Close and volume of the trading day just before; absent when that day is not known. */
  readonly previousClose?: Money
  readonly previousDayVolume?: number
  /** Mean daily volume of up to 20 days before; absent when no earlier day is known. */
  readonly averageVolume?: number
  /** The symbol does not trade; all else is as it was before the halt. */
  readonly isHalted?: true
}

/** Where the simulated world's prices come from: a tape that can be read at any moment, without a clock. */
export interface Market {
  readonly symbols: readonly Ticker[]
  /** The dates with a tape, ascending. */
  readonly dates: readonly ExchangeDate[]
  /**
   * The state after all prints of the exchange date of `at` with a time up to and including `at`. `undefined`
   * for an unknown symbol, and while neither a print of the day nor the previous close is known.
   */
  quote(symbol: Ticker, at: EpochMs): MarketQuote | undefined
  /** The prints with `after` < time <= `upTo`, ascending. An unknown symbol throws. */
  prints(symbol: Ticker, range: { readonly after: EpochMs; readonly upTo: EpochMs }): readonly Print[]
}
