import { toNumber } from '../../../shared/domain/money.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { OrderTicket } from '../exchange/order-ticket.ts'
import type { Market } from '../market/market.ts'

/** How an order is priced and for how long it works, as every order answer repeats it. */
export function orderTerms(ticket: OrderTicket) {
  return {
    orderTerm: ticket.orderTerm,
    priceType: ticket.type,
    limitPrice: ticket.type === 'LIMIT' ? toNumber(ticket.limit) : 0,
    stopPrice: ticket.type === 'STOP' ? toNumber(ticket.stop) : 0,
    marketSession: 'REGULAR',
    allOrNone: false,
    netPrice: 0,
    netBid: 0,
    netAsk: 0,
    gcd: 0,
    ratio: '',
  }
}

/** What is bought or sold, as every order answer repeats it; the quantities follow in the answer's own words. */
export function instrument(ticket: OrderTicket, name: string) {
  return {
    symbolDescription: name,
    orderAction: ticket.side,
    quantityType: 'QUANTITY',
    Product: { symbol: ticket.symbol, securityType: 'EQ' },
  }
}

/** The instrument's full name; the symbol itself while the market shows none. */
export function instrumentName(market: Market, { symbol }: OrderTicket, now: EpochMs): string {
  return market.quote(symbol, now)?.name ?? symbol
}
