import type { EpochMs } from '../../../shared/time/instant.ts'
import type { ExchangeOrder, Execution } from './exchange-order.ts'

/** One execution with the order it belongs to. */
export interface Trade {
  readonly order: ExchangeOrder
  readonly execution: Execution
  /** Its place among the executions of the order, from 0. */
  readonly index: number
}

/** Everything the orders traded, in the order it happened. */
export function tradesOf(orders: readonly ExchangeOrder[]): readonly Trade[] {
  return orders
    .flatMap((order) => executionsOf(order).map((execution, index) => ({ order, execution, index })))
    .sort((first, second) => first.execution.time - second.execution.time)
}

function executionsOf(order: ExchangeOrder): readonly Execution[] {
  return order.events.flatMap((event) => (event.name === 'ORDER_EXECUTED' ? [event] : []))
}

/** Shares of one buy that are still held. */
export interface Lot {
  readonly buy: Trade
  readonly acquiredAt: EpochMs
  readonly remaining: number
}

/** The lots behind a position; sells take the oldest first (SIM-ASSUMED: the owner may have chosen another way). */
export function lotsOf(trades: readonly Trade[], symbol: string): readonly Lot[] {
  let lots: readonly Lot[] = []
  for (const trade of trades.filter(({ order }) => order.symbol === symbol)) {
    const { quantity, time } = trade.execution
    lots =
      trade.order.side === 'BUY'
        ? [...lots, { buy: trade, acquiredAt: time, remaining: quantity }]
        : withoutOldest(lots, quantity)
  }
  return lots
}

function withoutOldest(lots: readonly Lot[], sold: number): readonly Lot[] {
  let left = sold
  const after = lots.map((lot) => {
    const taken = Math.min(left, lot.remaining)
    left -= taken
    return { ...lot, remaining: lot.remaining - taken }
  })
  return after.filter(({ remaining }) => remaining > 0)
}
