import type { Ticker } from '../../domain/ids.ts'
import type { Money } from '../../domain/money.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { EquityMark } from '../audit/run-record.ts'
import type { EquityPoint } from '../result/backtest-result.ts'
import type { OpenTrade } from './open-trade.ts'
import type { WorkingOrder } from './working-order.ts'

/** A fill with the order it is of. */
export interface BookedFill {
  readonly symbol: Ticker
  readonly order: WorkingOrder
  readonly quantity: number
  readonly price: Money
  readonly fees: Money
  readonly time: EpochMs
}

/** A trade at the moment it is closed. */
export interface ClosedTrade {
  readonly symbol: Ticker
  readonly trade: OpenTrade
  readonly exitTime: EpochMs
  readonly reason: string
}

/** Hears what happens in a run, and keeps of it what it was made for. */
export interface Recorder {
  order(symbol: Ticker, order: WorkingOrder): void
  fill(fill: BookedFill): void
  trade(closed: ClosedTrade): void
  session(mark: EquityMark, point: EquityPoint): void
}

/** Keeps nothing, for runs whose memory must not grow. */
export const NO_RECORD: Recorder = { order() {}, fill() {}, trade() {}, session() {} }
