import type { Money } from '../domain/money.ts'
import type { OrderPricing, OrderSide } from '../domain/order.ts'
import { limitFillPrice } from './limit-fill.ts'
import { isStopTriggered, stopFillPrice } from './stop-fill.ts'
import { quotedPrice, type TopOfBook } from './top-of-book.ts'

/** The part of an order that decides whether it trades. */
export type Matchable = OrderPricing & {
  readonly side: OrderSide
  /** A stop that was set off stays so, wherever the price goes afterwards. */
  readonly isTriggered?: boolean
}

/** The price at which an order trades against the top of the book, `undefined` while it does not. */
export function fillPrice(order: Matchable, top: TopOfBook): Money | undefined {
  switch (order.type) {
    case 'MARKET':
      return quotedPrice(order.side, top)
    case 'LIMIT':
      return limitFillPrice(order, top)
    case 'STOP':
      return order.isTriggered || isSetOffBy(order, top) ? stopFillPrice(order, top) : undefined
  }
}

function isSetOffBy(order: Extract<Matchable, { type: 'STOP' }>, { last }: TopOfBook): boolean {
  return last !== undefined && isStopTriggered(order, last)
}
