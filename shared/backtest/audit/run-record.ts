import type { Ticker } from '../../domain/ids.ts'
import type { Money } from '../../domain/money.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { BarSeries } from '../bars/bar-series.ts'
import type { CostModel } from '../costs/cost-model.ts'

/** An order of a backtest and the moment whose knowledge it rests on. */
export interface RecordedOrder {
  readonly orderId: string
  readonly symbol: Ticker
  readonly side: 'BUY' | 'SELL'
  readonly quantity: number
  readonly type: 'MARKET' | 'LIMIT' | 'STOP'
  /** Of a limit order. */
  readonly limit?: Money
  /** Of a stop order. */
  readonly stop?: Money
  /** Everything it was decided on was complete at this moment; it can trade only after it. */
  readonly decidedAt: EpochMs
}

/** A part of an order that traded. */
export interface RecordedFill {
  /** No two fills of a run share it. */
  readonly fillId: string
  readonly orderId: string
  readonly symbol: Ticker
  readonly side: 'BUY' | 'SELL'
  readonly quantity: number
  /** What was paid or received for a share: spread and slippage are in it, fees are not. */
  readonly price: Money
  readonly fees: Money
  readonly time: EpochMs
}

/** A position that was opened and closed. */
export interface RecordedTrade {
  readonly symbol: Ticker
  readonly quantity: number
  readonly entryTime: EpochMs
  readonly exitTime: EpochMs
  /** Proceeds − cost − fees. */
  readonly pnl: Money
  /** How far `pnl` may be off where the books know only the mean price of an order; absent: not at all. */
  readonly pnlWithin?: Money
}

/** Cash and worth of the account at one moment, after everything that happened up to it. */
export interface EquityMark {
  readonly time: EpochMs
  readonly cash: Money
  /** Cash and every position at the last price known then. */
  readonly equity: Money
}

/** Everything an audit needs to judge a run without trusting the engine that made it. */
export interface RunRecord {
  readonly startCash: Money
  readonly costs: CostModel
  /** The bars that the run traded on, one series a symbol. */
  readonly series: readonly BarSeries[]
  readonly orders: readonly RecordedOrder[]
  readonly fills: readonly RecordedFill[]
  readonly trades: readonly RecordedTrade[]
  /** Ascending; the last one ends the run. */
  readonly marks: readonly EquityMark[]
}
