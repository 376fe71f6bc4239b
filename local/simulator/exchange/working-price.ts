import type { Money } from '../../../shared/domain/money.ts'
import { quotedPrice } from '../../../shared/matching/top-of-book.ts'
import type { MarketQuote } from '../market/market.ts'
import { namedPrice, type OrderTicket } from './order-ticket.ts'

/**
 * The price an order is reckoned with before it trades: its limit or stop, for a market order the quote it
 * would take. `undefined` for a market order where nothing is quoted.
 */
export function workingPrice(ticket: OrderTicket, quote: MarketQuote | undefined): Money | undefined {
  return namedPrice(ticket) ?? (quote && quotedPrice(ticket.side, quote))
}
