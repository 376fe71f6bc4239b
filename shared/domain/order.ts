import type { EpochMs } from '../time/instant.ts'
import type { ClientOrderId, OrderId, Ticker } from './ids.ts'
import type { Money } from './money.ts'

export type OrderSide = 'BUY' | 'SELL'

/** What may be sent to a broker. A limit order has a limit, a stop order a stop, a market order neither. */
export type OrderRequest = {
  readonly symbol: Ticker
  readonly side: OrderSide
  /** Whole shares, at least 1. */
  readonly quantity: number
  readonly clientOrderId: ClientOrderId
} & OrderPricing

export type OrderPricing =
  | { readonly type: 'MARKET' }
  | { readonly type: 'LIMIT'; readonly limit: Money }
  | { readonly type: 'STOP'; readonly stop: Money }

/** The broker's own word on an order; its life in our books is `OrderState` in shared/orders. */
export type BrokerOrderStatus =
  | 'OPEN'
  | 'PARTIAL'
  | 'CANCEL_REQUESTED'
  | 'EXECUTED'
  | 'CANCELLED'
  | 'REJECTED'
  | 'EXPIRED'

/** An order as the broker reports it. Fill truth is `filledQuantity` and `averagePrice`, whatever the status says. */
export type BrokerOrder = {
  readonly orderId: OrderId
  readonly symbol: Ticker
  readonly side: OrderSide
  readonly quantity: number
  readonly status: BrokerOrderStatus
  readonly placedAt: EpochMs
  readonly filledQuantity: number
  /** Volume-weighted over all fills so far; absent until the first. */
  readonly averagePrice?: Money
  /** Commission plus fees charged so far. */
  readonly fees: Money
  /** The order that took its place when somebody changed it at the broker. */
  readonly replacedByOrderId?: OrderId
} & OrderPricing
