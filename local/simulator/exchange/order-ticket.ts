import type { Money } from '../../../shared/domain/money.ts'
import type { OrderRequest } from '../../../shared/domain/order.ts'

/** How long an order works: until the close of its first day, or until somebody cancels it. */
type OrderTerm = 'GOOD_FOR_DAY' | 'GOOD_UNTIL_CANCEL'

/** An order as it is handed in. It works in the regular session; the exchange has no other. */
export type OrderTicket = OrderRequest & { readonly orderTerm: OrderTerm }

/** The price the ticket names; a market order names none. */
export function namedPrice(ticket: OrderTicket): Money | undefined {
  switch (ticket.type) {
    case 'MARKET':
      return undefined
    case 'LIMIT':
      return ticket.limit
    case 'STOP':
      return ticket.stop
  }
}

/** Whether a placement asks for exactly what was previewed. */
export function isSameTicket(placed: OrderTicket, previewed: OrderTicket): boolean {
  return (
    placed.symbol === previewed.symbol &&
    placed.side === previewed.side &&
    placed.quantity === previewed.quantity &&
    placed.clientOrderId === previewed.clientOrderId &&
    placed.orderTerm === previewed.orderTerm &&
    placed.type === previewed.type &&
    namedPrice(placed) === namedPrice(previewed)
  )
}
