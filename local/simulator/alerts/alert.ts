import { toDecimalText } from '../../../shared/domain/money.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { ExchangeOrder, OrderEvent } from '../exchange/exchange-order.ts'

/** One message of the broker to its customer. */
export interface Alert {
  /** Made of the order and its event (SIM-ASSUMED), so that it never changes. */
  readonly id: number
  readonly createdAt: EpochMs
  readonly subject: string
}

const EVENTS_AN_ORDER = 1_000

/** The alerts of what happened to orders, in the words of recorded subjects, e.g. "Buy 1 MSFT Executed @ $0.1". */
export function alertsOf(orders: readonly ExchangeOrder[]): readonly Alert[] {
  return orders.flatMap((order) =>
    order.events.flatMap((event, index) => {
      const end = endWords(event)
      if (end === undefined) return []
      const side = order.side === 'BUY' ? 'Buy' : 'Sell'
      const quantity = event.name === 'ORDER_EXECUTED' ? event.quantity : order.quantity
      return [
        {
          id: Number(order.orderId) * EVENTS_AN_ORDER + index,
          createdAt: event.time,
          subject: `${side} ${quantity} ${order.symbol} ${end}`,
        },
      ]
    }),
  )
}

function endWords(event: OrderEvent): string | undefined {
  switch (event.name) {
    case 'ORDER_EXECUTED':
      return `Executed @ $${toDecimalText(event.price)}`
    case 'ORDER_CANCELLED':
      return 'Cancelled'
    case 'ORDER_EXPIRED':
      return 'Expired'
    case 'SYSTEM_REJECTED':
      return 'Rejected'
    case 'ORDER_PLACED':
    case 'CANCEL_REQUESTED':
      return undefined
  }
}
