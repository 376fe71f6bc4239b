import type { OrderId } from '../../../shared/domain/ids.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { unknownOrder } from './assumed-refusals.ts'
import { type Books, withOrder } from './books.ts'
import { isWorking } from './exchange-order.ts'
import {
  causeOfRefusal,
  type Entitlement,
  type OrderPreview,
  withPreview,
  withPreviewUsed,
} from './order-preview.ts'
import { type Candidate, refusalOf } from './order-rules.ts'
import { orderSession } from './order-session.ts'
import type { OrderTicket } from './order-ticket.ts'
import { withPlacement } from './placement.ts'
import {
  CANCEL_ACCEPTED,
  CANCEL_PENDING,
  CANCEL_TOO_LATE,
  type Notice,
  PLACED_IN_SESSION,
  PLACED_OUTSIDE_SESSION,
  PREVIEW_GONE,
  type Refusal,
} from './refusals.ts'
import type { TradingFloor } from './settlement.ts'

/** A "no": nothing changed at the exchange. */
export interface Refused {
  readonly ok: false
  readonly refusal: Refusal
}

/** The consent to an order, or why there is none. */
export type PreviewAnswer = { readonly ok: true; readonly preview: OrderPreview } | Refused

/** The number of an accepted order, or why it was not accepted. */
export type PlaceAnswer =
  | { readonly ok: true; readonly orderId: OrderId; readonly placedAt: EpochMs; readonly notice: Notice }
  | Refused

/** An accepted cancel is a request: only the order tells how it ended. */
export type CancelAnswer =
  | { readonly ok: true; readonly orderId: OrderId; readonly requestedAt: EpochMs; readonly notice: Notice }
  | Refused

/** The books a call leaves behind and what the caller is told. */
export interface Outcome<Answer> {
  readonly books: Books
  readonly answer: Answer
}

/** An order handed in, and when. */
export interface Entry {
  readonly ticket: OrderTicket
  readonly now: EpochMs
}

/** Consents to an order that breaks no rule now. */
export function previewOrder(books: Books, entry: Entry, floor: TradingFloor): Outcome<PreviewAnswer> {
  const candidate = candidateOf(books, entry, floor)
  const refusal = refusalOf(candidate)
  if (refusal) return refused(books, refusal)
  const consent = withPreview(books, candidate, floor.rules)
  return { books: consent.books, answer: { ok: true, preview: consent.preview } }
}

/**
 * Accepts exactly what was previewed, once; the rules are checked again because the account may have
 * changed.
 */
export function placeOrder(
  books: Books,
  entry: Entry & { readonly previewId: string | undefined },
  floor: TradingFloor,
): Outcome<PlaceAnswer> {
  const entitled = withPreviewUsed(books, entry)
  if (!entitled) return refused(books, previewGone(books, entry))
  const candidate = candidateOf(entitled, entry, floor)
  const refusal = refusalOf(candidate)
  if (refusal) return refused(books, refusal)

  const session = orderSession(entry.now)
  const { books: placed, orderId } = withPlacement(entitled, { ...candidate, session }, floor)
  const notice = session.isOpen ? PLACED_IN_SESSION : PLACED_OUTSIDE_SESSION
  return { books: placed, answer: { ok: true, orderId, placedAt: entry.now, notice } }
}

/** Takes a cancel request; the order ends when the books are next settled, unless it fills first. */
export function cancelOrder(books: Books, orderId: OrderId, now: EpochMs): Outcome<CancelAnswer> {
  const order = books.orders.get(orderId)
  if (!order) return refused(books, unknownOrder(orderId))
  if (order.status === 'CANCEL_REQUESTED') return refused(books, CANCEL_PENDING)
  if (!isWorking(order)) return refused(books, CANCEL_TOO_LATE)
  const requested = { ...order, status: 'CANCEL_REQUESTED', cancelRequestedAt: now } as const
  const events = [...order.events, { name: 'CANCEL_REQUESTED', time: now } as const]
  return {
    books: withOrder(books, { ...requested, events }),
    answer: { ok: true, orderId, requestedAt: now, notice: CANCEL_ACCEPTED },
  }
}

/** An order with all that decides whether it may be accepted. */
export function candidateOf(
  books: Books,
  { ticket, now }: Entry,
  { market, kind, rules }: TradingFloor,
): Candidate {
  const quote = market.quote(ticket.symbol, now)
  return { ticket, books, kind, now, isTraded: market.symbols.includes(ticket.symbol), quote, rules }
}

/** The one answer the broker has for every preview that does not entitle, with the cause beside it. */
export function previewGone(books: Books, placement: Entitlement): Refusal {
  const cause = causeOfRefusal(books, placement)
  return cause === undefined ? PREVIEW_GONE : { ...PREVIEW_GONE, cause }
}

/** Leaves the books as they are. */
export function refused(books: Books, refusal: Refusal): Outcome<Refused> {
  return { books, answer: { ok: false, refusal } }
}
