import type { OrderId } from '../../../shared/domain/ids.ts'
import { type Money, subtract, times } from '../../../shared/domain/money.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { MarketQuote } from '../market/market.ts'
import type { Books } from './books.ts'
import { isSameTicket, type OrderTicket } from './order-ticket.ts'
import { HALTED, type Notice } from './refusals.ts'
import { executionFees } from './regulatory-fee.ts'
import { type ExchangeRules, PREVIEW_LIFE_MS } from './rules.ts'
import { workingPrice } from './working-price.ts'

/** The exchange's consent to one exact order; it reserves nothing. */
export interface OrderPreview {
  readonly previewId: string
  readonly previewedAt: EpochMs
  readonly ticket: OrderTicket
  /** Cost of a buy, proceeds of a sell after fees. */
  readonly estimatedTotal: Money
  readonly estimatedFees: Money
  /** What the customer should know; none of it keeps the order from being placed. */
  readonly notices: readonly Notice[]
}

/** An order that passed the rules. */
export interface Previewable {
  readonly ticket: OrderTicket
  readonly quote: MarketQuote | undefined
  readonly now: EpochMs
  /** The order it shall take the place of. */
  readonly replaces?: OrderId | undefined
}

/** What a placement hands in to be entitled by a preview. */
export interface Entitlement {
  readonly ticket: OrderTicket
  readonly previewId: string | undefined
  readonly now: EpochMs
  readonly replaces?: OrderId | undefined
}

/** The preview of an order that passed the rules, and the books that remember it. */
export function withPreview(
  books: Books,
  { ticket, quote, now, replaces }: Previewable,
  rules: ExchangeRules,
): { readonly books: Books; readonly preview: OrderPreview } {
  const price = workingPrice(ticket, quote)
  if (price === undefined) throw new RangeError(`previewed ${ticket.symbol} without a price`)
  const previewId = String(books.nextPreviewNumber)
  const remembered = {
    previewId,
    ticket,
    previewedAt: now,
    ...(replaces === undefined ? {} : { replaces }),
  }
  const living = [...books.previews.values()].filter((preview) => !isTooOld(preview, now))
  const previews = new Map([...living, remembered].map((preview) => [preview.previewId, preview]))
  return {
    books: { ...books, previews, nextPreviewNumber: books.nextPreviewNumber + 1 },
    preview: { ...remembered, ...estimate(ticket, price, rules), notices: quote?.isHalted ? [HALTED] : [] },
  }
}

/** The books without the preview a placement names; `undefined` when it does not entitle to the placement. */
export function withPreviewUsed(books: Books, placement: Entitlement): Books | undefined {
  if (causeOfRefusal(books, placement) !== undefined) return undefined
  const previews = new Map(books.previews)
  previews.delete(placement.previewId ?? '')
  return { ...books, previews }
}

/** Why the preview a placement names does not entitle to it; `undefined` when it does. */
export function causeOfRefusal(books: Books, placement: Entitlement): string | undefined {
  const { ticket, previewId, now, replaces } = placement
  if (previewId === undefined) return 'the placement names no preview'
  const preview = books.previews.get(previewId)
  if (!preview) return `preview ${previewId} was used already, is long expired or was never given`
  if (isTooOld(preview, now)) return `preview ${previewId} is ${now - preview.previewedAt} ms old`
  const isSame = isSameTicket(ticket, preview.ticket) && preview.replaces === replaces
  return isSame ? undefined : `preview ${previewId} is of another order`
}

function isTooOld({ previewedAt }: { readonly previewedAt: EpochMs }, now: EpochMs): boolean {
  return now - previewedAt > PREVIEW_LIFE_MS
}

function estimate(ticket: OrderTicket, price: Money, rules: ExchangeRules) {
  const total = times(price, ticket.quantity)
  const estimatedFees = executionFees(ticket.side, ticket.quantity, rules)
  return { estimatedTotal: subtract(total, estimatedFees), estimatedFees }
}
