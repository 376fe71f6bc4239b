import { add, type Money, subtract } from '../../../shared/domain/money.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { MarketQuote } from '../market/market.ts'
import { heldQuantity } from './account.ts'
import {
  clientOrderIdShape,
  clientOrderIdUsed,
  insufficientCash,
  MARKET_ORDER_OUTSIDE_SESSION,
  priceNotInCents,
  priceNotPositive,
  quantityNotWhole,
  unknownSymbol,
} from './assumed-refusals.ts'
import type { Books } from './books.ts'
import { type AccountKind, sellableQuantity, spendableCash } from './funds.ts'
import { orderSession } from './order-session.ts'
import { namedPrice, type OrderTicket } from './order-ticket.ts'
import {
  buyStopTooLow,
  MARKET_ORDER_TERM,
  notEnoughShares,
  positionNotHeld,
  priceUnavailable,
  type Refusal,
  sellStopTooHigh,
} from './refusals.ts'
import type { ExchangeRules } from './rules.ts'
import { workingPrice } from './working-price.ts'

/** An order with all that decides whether it may be accepted now. */
export interface Candidate {
  readonly ticket: OrderTicket
  readonly books: Books
  readonly kind: AccountKind
  readonly now: EpochMs
  readonly isTraded: boolean
  readonly quote: MarketQuote | undefined
  readonly rules: ExchangeRules
}

/** The first rule the order breaks, `undefined` when it may be accepted. */
export function refusalOf(candidate: Candidate): Refusal | undefined {
  for (const rule of RULES) {
    const refusal = rule(candidate)
    if (refusal) return refusal
  }
  return undefined
}

const CENT = 100 as Money
const ONE_DOLLAR = 10_000 as Money
const CLIENT_ORDER_ID = /^[A-Za-z0-9]{1,20}$/

/** Shape first, then the market, then what the account can bear. */
const RULES: readonly ((candidate: Candidate) => Refusal | undefined)[] = [
  hasClientOrderId,
  hasFreshClientOrderId,
  isTradedSymbol,
  isWholeShares,
  isPriceOnTick,
  marketOrderIsForTheDay,
  marketOrderIsInSession,
  hasPrice,
  stopIsAwayFromQuote,
  sharesAreAvailable,
  cashIsAvailable,
]

function hasClientOrderId({ ticket }: Candidate): Refusal | undefined {
  return CLIENT_ORDER_ID.test(ticket.clientOrderId) ? undefined : clientOrderIdShape(ticket.clientOrderId)
}

function hasFreshClientOrderId({ ticket, books, rules }: Candidate): Refusal | undefined {
  if (rules.repeatedClientOrderIds) return undefined
  const isUsed = [...books.orders.values()].some((order) => order.clientOrderId === ticket.clientOrderId)
  return isUsed ? clientOrderIdUsed(ticket.clientOrderId) : undefined
}

function isTradedSymbol({ ticket, isTraded }: Candidate): Refusal | undefined {
  return isTraded ? undefined : unknownSymbol(ticket.symbol)
}

function isWholeShares({ ticket }: Candidate): Refusal | undefined {
  const isWhole = Number.isSafeInteger(ticket.quantity) && ticket.quantity >= 1
  return isWhole ? undefined : quantityNotWhole(ticket.quantity)
}

/** Below 1 USD prices with up to 4 decimals are accepted (reference/etrade-api.md section 7). */
function isPriceOnTick({ ticket }: Candidate): Refusal | undefined {
  const price = namedPrice(ticket)
  if (price === undefined) return undefined
  if (price <= 0) return priceNotPositive(price)
  return price >= ONE_DOLLAR && price % CENT !== 0 ? priceNotInCents(price) : undefined
}

function marketOrderIsForTheDay({ ticket }: Candidate): Refusal | undefined {
  return ticket.type === 'MARKET' && ticket.orderTerm !== 'GOOD_FOR_DAY' ? MARKET_ORDER_TERM : undefined
}

function marketOrderIsInSession({ ticket, now }: Candidate): Refusal | undefined {
  return ticket.type === 'MARKET' && !orderSession(now).isOpen ? MARKET_ORDER_OUTSIDE_SESSION : undefined
}

function hasPrice({ ticket, quote }: Candidate): Refusal | undefined {
  const isUnknown = ticket.type === 'STOP' ? !quote : workingPrice(ticket, quote) === undefined
  return isUnknown ? priceUnavailable(ticket.symbol) : undefined
}

/** SIM-ASSUMED: while nothing is quoted, the stop is measured against the last price. */
function stopIsAwayFromQuote({ ticket, quote }: Candidate): Refusal | undefined {
  if (ticket.type !== 'STOP' || !quote) return undefined
  const { bid = quote.last, ask = quote.last } = quote
  if (ticket.side === 'SELL')
    return ticket.stop > subtract(bid, CENT) ? sellStopTooHigh(ticket.stop, bid) : undefined
  return ticket.stop < add(ask, CENT) ? buyStopTooLow(ticket.stop, ask) : undefined
}

function sharesAreAvailable({ ticket, books }: Candidate): Refusal | undefined {
  if (ticket.side === 'BUY') return undefined
  const { symbol, quantity } = ticket
  if (heldQuantity(books.account, symbol) === 0) return positionNotHeld(symbol)
  const available = sellableQuantity(books, symbol)
  return quantity > available ? notEnoughShares({ symbol, asked: quantity, available }) : undefined
}

/** Counted in shares, because the price of an absurd quantity is no exact amount any more. */
function cashIsAvailable({ ticket, quote, books, kind, now }: Candidate): Refusal | undefined {
  const price = workingPrice(ticket, quote)
  if (ticket.side === 'SELL' || price === undefined) return undefined
  const available = spendableCash(books, kind, exchangeDate(now))
  const affordable = Math.floor(available / price)
  return ticket.quantity > affordable
    ? insufficientCash({ asked: ticket.quantity, price, available })
    : undefined
}
