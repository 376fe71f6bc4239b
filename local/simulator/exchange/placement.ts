import type { OrderId } from '../../../shared/domain/ids.ts'
import { ZERO } from '../../../shared/domain/money.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { MarketQuote } from '../market/market.ts'
import { type Books, withOrder } from './books.ts'
import type { ExchangeOrder } from './exchange-order.ts'
import { meetMarket, type TradingTerms } from './execution.ts'
import type { OrderSession } from './order-session.ts'
import type { OrderTicket } from './order-ticket.ts'
import { workingPrice } from './working-price.ts'

/** An accepted order at the moment it arrives. */
export interface Arrival {
  readonly ticket: OrderTicket
  readonly quote: MarketQuote | undefined
  readonly now: EpochMs
  readonly session: OrderSession
  /** The order it takes the place of. */
  readonly replaces?: OrderId | undefined
}

/** The books after an accepted order arrived, and its number. */
export function withPlacement(
  books: Books,
  arrival: Arrival,
  terms: TradingTerms,
): { readonly books: Books; readonly orderId: OrderId } {
  const order = newOrder(books.nextOrderNumber, arrival)
  const placed = withOrder({ ...books, nextOrderNumber: books.nextOrderNumber + 1 }, order)
  return { books: tradedOnArrival(placed, order, arrival, terms), orderId: order.orderId }
}

/**
 * SIM-ASSUMED: a marketable order fills as it arrives. A stop lies off the market and waits for the next
 * print.
 */
function tradedOnArrival(books: Books, order: ExchangeOrder, arrival: Arrival, terms: TradingTerms): Books {
  const { quote, now, session } = arrival
  if (!quote || quote.isHalted || !session.isOpen || order.type === 'STOP') return books
  return meetMarket(books, order, { time: now, quote, last: quote.last }, terms)
}

function newOrder(number: number, arrival: Arrival): ExchangeOrder {
  const { ticket, quote, now, session, replaces } = arrival
  const reservePrice = ticket.side === 'BUY' ? workingPrice(ticket, quote) : undefined
  return {
    ...ticket,
    orderId: String(number) as OrderId,
    status: 'OPEN',
    placedAt: now,
    ...(ticket.orderTerm === 'GOOD_FOR_DAY' ? { expiresAt: session.closeAt } : {}),
    ...(reservePrice === undefined ? {} : { reservePrice }),
    ...(replaces === undefined ? {} : { replacesOrderId: replaces }),
    filledQuantity: 0,
    notional: ZERO,
    fees: ZERO,
    events: [{ name: 'ORDER_PLACED', time: now }],
  }
}
