import type { OrderId } from '../../../shared/domain/ids.ts'
import { add, divide, type Money, times } from '../../../shared/domain/money.ts'
import type { BrokerOrderStatus } from '../../../shared/domain/order.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { OrderTicket } from './order-ticket.ts'

/** One thing that happened to an order, in the broker's words. */
export type OrderEvent =
  | {
      readonly name: 'ORDER_PLACED' | 'CANCEL_REQUESTED' | (typeof END_EVENTS)[keyof typeof END_EVENTS]
      readonly time: EpochMs
    }
  | ({ readonly name: 'ORDER_EXECUTED' } & Execution)

/** Shares that changed hands at one price. */
export interface Execution {
  readonly time: EpochMs
  readonly quantity: number
  readonly price: Money
  readonly fees: Money
}

/** An accepted order with everything that happened to it; it can be read as a `BrokerOrder`. */
export type ExchangeOrder = OrderTicket & {
  readonly orderId: OrderId
  readonly status: BrokerOrderStatus
  readonly placedAt: EpochMs
  /**
   * The close that ends it, of the next session when placed outside one; absent when good until cancelled.
   */
  readonly expiresAt?: EpochMs
  /** Cash a buy sets aside for each share it still wants; absent for a sell. */
  readonly reservePrice?: Money
  readonly triggeredAt?: EpochMs
  readonly cancelRequestedAt?: EpochMs
  readonly filledQuantity: number
  /** Sum of price × shares over all executions. */
  readonly notional: Money
  /** `notional` a share, settled on 1/10,000 USD; absent until the first execution. */
  readonly averagePrice?: Money
  readonly fees: Money
  /** The latest execution. */
  readonly executedAt?: EpochMs
  /** The order this one took the place of, by a change. */
  readonly replacesOrderId?: OrderId
  /** The order that took the place of this one. */
  readonly replacedByOrderId?: OrderId
  readonly events: readonly OrderEvent[]
}

/** Whether the order can still trade. */
export function isWorking({ status }: ExchangeOrder): boolean {
  return status === 'OPEN' || status === 'PARTIAL' || status === 'CANCEL_REQUESTED'
}

/** Shares the order still wants to trade. */
export function remainingQuantity({ quantity, filledQuantity }: ExchangeOrder): number {
  return quantity - filledQuantity
}

/** The order after an execution; a pending cancel stays pending while shares remain. */
export function withExecution(order: ExchangeOrder, execution: Execution): ExchangeOrder {
  const filledQuantity = order.filledQuantity + execution.quantity
  const notional = add(order.notional, times(execution.price, execution.quantity))
  return {
    ...order,
    status: statusAt(order, filledQuantity),
    filledQuantity,
    notional,
    averagePrice: divide(notional, filledQuantity, 'nearest'),
    fees: add(order.fees, execution.fees),
    executedAt: execution.time,
    events: [...order.events, { name: 'ORDER_EXECUTED', ...execution }],
  }
}

/** The order after its end without being filled up. */
export function ended(
  order: ExchangeOrder,
  end: { readonly status: 'CANCELLED' | 'EXPIRED' | 'REJECTED'; readonly time: EpochMs },
): ExchangeOrder {
  const event: OrderEvent = { name: END_EVENTS[end.status], time: end.time }
  return { ...order, status: end.status, events: [...order.events, event] }
}

const END_EVENTS = {
  CANCELLED: 'ORDER_CANCELLED',
  EXPIRED: 'ORDER_EXPIRED',
  REJECTED: 'SYSTEM_REJECTED',
} as const

function statusAt(order: ExchangeOrder, filledQuantity: number): BrokerOrderStatus {
  if (filledQuantity === order.quantity) return 'EXECUTED'
  return order.status === 'CANCEL_REQUESTED' ? 'CANCEL_REQUESTED' : 'PARTIAL'
}
