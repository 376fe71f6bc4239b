import type { ClientOrderId, DecisionId, IntentId, OrderId, PositionId, Ticker } from '../domain/ids.ts'
import type { BrokerOrder, OrderPricing, OrderRequest, OrderSide } from '../domain/order.ts'
import type { EntryPlan } from '../domain/position.ts'
import type { QuotedSpread } from '../domain/slippage.ts'
import type { ExitReason } from '../domain/trade.ts'
import type { FilledSoFar } from '../ledger/fill.ts'
import type { EpochMs } from '../time/instant.ts'

/**
 * Where an order stands in our books (design §5). INTENT: decided, nothing sent. PREVIEWED: the broker agreed.
 * SUBMITTING: the one place call may have left. SUBMITTED and PARTIAL: the broker has it. UNKNOWN: it may have it,
 * and only the broker's order list may say. The others are ends.
 */
export type OrderState =
  | 'INTENT'
  | 'PREVIEWED'
  | 'SUBMITTING'
  | 'SUBMITTED'
  | 'PARTIAL'
  | 'UNKNOWN'
  | 'FILLED'
  | 'CANCELLED'
  | 'REJECTED'
  | 'EXPIRED'

/** What the order is for; its fills open a position or close one. */
export type OrderPurpose =
  | { readonly kind: 'entry'; readonly positionId: PositionId; readonly plan: EntryPlan }
  | { readonly kind: 'exit'; readonly positionId: PositionId; readonly reason: ExitReason }
  /** The stop that rests at the broker while the position is held. */
  | { readonly kind: 'stop'; readonly positionId: PositionId }

/** One order from its decision to its end. It is durable before anything is sent. */
export interface OrderRecord extends FilledSoFar {
  readonly intentId: IntentId
  readonly clientOrderId: ClientOrderId
  readonly decisionId: DecisionId
  readonly symbol: Ticker
  readonly side: OrderSide
  readonly quantity: number
  readonly pricing: OrderPricing
  readonly purpose: OrderPurpose
  readonly state: OrderState
  readonly createdAt: EpochMs
  /** The market at the decision, against which slippage is measured; absent for an order not decided on a quote. */
  readonly quoted?: QuotedSpread
  /** When the single place call was about to leave. */
  readonly submittedAt?: EpochMs
  readonly orderId?: OrderId
  /** When the broker was last asked to cancel it, and since when it has agreed to try. */
  readonly cancelTriedAt?: EpochMs
  readonly cancelRequestedAt?: EpochMs
  readonly endedAt?: EpochMs
  /** The broker's words on a refusal, or what made the outcome doubtful. */
  readonly note?: string
}

const ENDS: ReadonlySet<OrderState> = new Set(['FILLED', 'CANCELLED', 'REJECTED', 'EXPIRED'])

/** True while the order may still change or its outcome is not known. */
export function isUnresolved(record: OrderRecord): boolean {
  return !ENDS.has(record.state)
}

/** True while the broker may hold the order. */
export function mayBeAtBroker(record: OrderRecord): boolean {
  return isUnresolved(record) && record.state !== 'INTENT' && record.state !== 'PREVIEWED'
}

/** Shares the order still wants to trade. */
export function remainingQuantity({ quantity, filledQuantity }: OrderRecord): number {
  return quantity - filledQuantity
}

/** True while the broker is known to hold the order and nobody has asked it to cancel. */
export function isResting({ state, orderId, cancelRequestedAt }: OrderRecord): boolean {
  return (
    orderId !== undefined && cancelRequestedAt === undefined && (state === 'SUBMITTED' || state === 'PARTIAL')
  )
}

/** The order as it is sent, the same for preview and place. */
export function toRequest(record: OrderRecord): OrderRequest {
  const { symbol, side, quantity, clientOrderId, pricing } = record
  return { symbol, side, quantity, clientOrderId, ...pricing }
}

/** What the broker's word on an order means in our books. */
export function stateFrom(report: BrokerOrder): OrderState {
  switch (report.status) {
    case 'EXECUTED':
      return 'FILLED'
    case 'CANCELLED':
    case 'REJECTED':
    case 'EXPIRED':
      return report.status
    case 'OPEN':
    case 'PARTIAL':
    case 'CANCEL_REQUESTED':
      return report.filledQuantity > 0 ? 'PARTIAL' : 'SUBMITTED'
  }
}
