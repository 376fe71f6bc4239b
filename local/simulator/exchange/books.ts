import type { OrderId } from '../../../shared/domain/ids.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { Account } from './account.ts'
import { type ExchangeOrder, isWorking } from './exchange-order.ts'
import type { OrderTicket } from './order-ticket.ts'

/** The exchange's consent to one exact order, not yet used. */
export interface StoredPreview {
  readonly previewId: string
  readonly ticket: OrderTicket
  readonly previewedAt: EpochMs
  /** The order it may take the place of; absent for a new order. */
  readonly replaces?: OrderId
}

/**
 * Everything the exchange knows at one moment; never changed in place, so that what is not durable can be
 * dropped.
 */
export interface Books {
  readonly account: Account
  /** All orders ever accepted, oldest first. */
  readonly orders: ReadonlyMap<OrderId, ExchangeOrder>
  readonly previews: ReadonlyMap<string, StoredPreview>
  /** The tape counts up to and including this moment. */
  readonly settledTo: EpochMs
  readonly nextOrderNumber: number
  readonly nextPreviewNumber: number
}

/** What `workingOrders` found; a map of orders never changes. */
const working = new WeakMap<Books['orders'], readonly ExchangeOrder[]>()

/** The orders that can still trade, oldest first. */
export function workingOrders({ orders }: Pick<Books, 'orders'>): readonly ExchangeOrder[] {
  const known = working.get(orders)
  if (known) return known
  const found = [...orders.values()].filter(isWorking)
  working.set(orders, found)
  return found
}

/** The books with a new or changed order. */
export function withOrder(books: Books, order: ExchangeOrder): Books {
  return { ...books, orders: new Map(books.orders).set(order.orderId, order) }
}
