import type { OrderId } from '../../../shared/domain/ids.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { CHANGE_OF_INSTRUMENT, unknownOrder } from './assumed-refusals.ts'
import { type Books, withOrder } from './books.ts'
import { type ExchangeOrder, ended, isWorking } from './exchange-order.ts'
import {
  candidateOf,
  type Entry,
  type Outcome,
  type PlaceAnswer,
  type PreviewAnswer,
  previewGone,
  refused,
} from './order-entry.ts'
import { withPreview, withPreviewUsed } from './order-preview.ts'
import { type Candidate, refusalOf } from './order-rules.ts'
import { orderSession } from './order-session.ts'
import { withPlacement } from './placement.ts'
import {
  CANCEL_PENDING,
  CANCEL_TOO_LATE,
  CHANGE_IN_PROGRESS,
  PLACED_IN_SESSION,
  PLACED_OUTSIDE_SESSION,
  type Refusal,
} from './refusals.ts'
import type { TradingFloor } from './settlement.ts'

/** A new version of an order, handed in to take the place of the one with this number. */
export interface Change extends Entry {
  readonly orderId: OrderId
}

/** Consents to a change that breaks no rule now; the cash or the shares of the old order count as free. */
export function previewChange(books: Books, change: Change, floor: TradingFloor): Outcome<PreviewAnswer> {
  const admitted = admittedChange(books, change, floor)
  if (!admitted.ok) return refused(books, admitted.refusal)
  const consent = withPreview(books, { ...admitted.candidate, replaces: change.orderId }, floor.rules)
  return { books: consent.books, answer: { ok: true, preview: consent.preview } }
}

/**
 * A change is a cancel and a new order in one step (reference/etrade-api.md section 7). SIM-ASSUMED: what the old
 * order had filled stays with it, and the new one is for its whole quantity.
 */
export function placeChange(
  books: Books,
  change: Change & { readonly previewId: string | undefined },
  floor: TradingFloor,
): Outcome<PlaceAnswer> {
  const { orderId: replaces, now } = change
  const entitled = withPreviewUsed(books, { ...change, replaces })
  if (!entitled) return refused(books, previewGone(books, { ...change, replaces }))
  const admitted = admittedChange(entitled, change, floor)
  if (!admitted.ok) return refused(books, admitted.refusal)

  const { candidate, old } = admitted
  const session = orderSession(now)
  const { books: placed, orderId } = withPlacement(
    candidate.books,
    { ...candidate, session, replaces },
    floor,
  )
  const notice = session.isOpen ? PLACED_IN_SESSION : PLACED_OUTSIDE_SESSION
  return {
    books: withOrder(placed, { ...old, replacedByOrderId: orderId }),
    answer: { ok: true, orderId, placedAt: now, notice },
  }
}

type AdmittedChange =
  | { readonly ok: true; readonly candidate: Candidate; readonly old: ExchangeOrder }
  | { readonly ok: false; readonly refusal: Refusal }

/** The new order in books where the old one has ended, or what speaks against it. */
function admittedChange(books: Books, change: Change, floor: TradingFloor): AdmittedChange {
  const order = books.orders.get(change.orderId)
  if (!order) return { ok: false, refusal: unknownOrder(change.orderId) }
  const standing = standingRefusal(order, change, floor)
  if (standing) return { ok: false, refusal: standing }
  const old = ended(order, { status: 'CANCELLED', time: change.now })
  const candidate = candidateOf(withOrder(books, old), change, floor)
  const refusal = refusalOf(candidate)
  return refusal ? { ok: false, refusal } : { ok: true, candidate, old }
}

/** SIM-ASSUMED: what can no longer be cancelled can no longer be changed, in the same words. */
function standingRefusal(
  order: ExchangeOrder,
  { ticket, now }: Entry,
  { rules }: TradingFloor,
): Refusal | undefined {
  if (order.status === 'CANCEL_REQUESTED') return CANCEL_PENDING
  if (!isWorking(order)) return CANCEL_TOO_LATE
  if (isFreshlyChanged(order, now, rules.changeDelayMs)) return CHANGE_IN_PROGRESS
  const isSame = order.symbol === ticket.symbol && order.side === ticket.side
  return isSame ? undefined : CHANGE_OF_INSTRUMENT
}

function isFreshlyChanged(order: ExchangeOrder, now: EpochMs, changeDelayMs: number): boolean {
  return order.replacesOrderId !== undefined && now - order.placedAt < changeDelayMs
}
