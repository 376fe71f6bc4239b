import type { OrderId } from '../domain/ids.ts'
import type { BrokerOrder } from '../domain/order.ts'
import { afterFill, type Fill, fillFrom } from '../ledger/fill.ts'
import type { EpochMs } from '../time/instant.ts'
import { type OrderRecord, type OrderState, stateFrom } from './order-record.ts'

/** Which states may follow which. An order never leaves an end, and UNKNOWN is left only on a report. */
const SUCCESSORS: Readonly<Record<OrderState, readonly OrderState[]>> = {
  INTENT: ['PREVIEWED', 'REJECTED'],
  PREVIEWED: ['SUBMITTING', 'REJECTED'],
  SUBMITTING: ['SUBMITTED', 'UNKNOWN', 'REJECTED'],
  SUBMITTED: ['PARTIAL', 'FILLED', 'CANCELLED', 'REJECTED', 'EXPIRED'],
  PARTIAL: ['FILLED', 'CANCELLED', 'REJECTED', 'EXPIRED'],
  UNKNOWN: ['SUBMITTED', 'PARTIAL', 'FILLED', 'CANCELLED', 'REJECTED', 'EXPIRED'],
  FILLED: [],
  CANCELLED: [],
  REJECTED: [],
  EXPIRED: [],
}

/** The broker agreed to the order. */
export function previewed(record: OrderRecord): OrderRecord {
  return moveTo(record, 'PREVIEWED')
}

/** The one place call is about to leave; this record must be durable before it does. */
export function submitting(record: OrderRecord, now: EpochMs): OrderRecord {
  return { ...moveTo(record, 'SUBMITTING'), submittedAt: now }
}

/** The broker gave it a number. */
export function submitted(record: OrderRecord, orderId: OrderId): OrderRecord {
  return { ...moveTo(record, 'SUBMITTED'), orderId }
}

/** The broker said no, before or at the placement; nothing is at the broker. */
export function rejected(record: OrderRecord, note: string, now: EpochMs): OrderRecord {
  return { ...moveTo(record, 'REJECTED'), note, endedAt: now }
}

/** The placement left and nobody knows what became of it. */
export function inDoubt(record: OrderRecord, note: string): OrderRecord {
  return { ...moveTo(record, 'UNKNOWN'), note }
}

/** The broker was asked to cancel; what it said decides whether it is trying to. */
export function cancelTried(
  record: OrderRecord,
  { at, agreed, note }: { readonly at: EpochMs; readonly agreed: boolean; readonly note?: string },
): OrderRecord {
  return {
    ...record,
    cancelTriedAt: at,
    ...(agreed && { cancelRequestedAt: record.cancelRequestedAt ?? at }),
    ...(note !== undefined && { note }),
  }
}

/** Takes in the broker's report: the fill that is news in it, if any, and where the order now stands. */
export function applyReport(
  record: OrderRecord,
  report: BrokerOrder,
  now: EpochMs,
): { readonly record: OrderRecord; readonly fill: Fill | undefined } {
  const fill = fillFrom(report, record, now)
  const state = stateFrom(report)
  const stays = state === record.state || (state === 'SUBMITTED' && record.state === 'PARTIAL')
  const moved = stays ? record : moveTo(record, state)
  const filled = fill ? { ...moved, ...afterFill(record, fill) } : moved
  const numbered = { ...filled, orderId: report.orderId }
  return { record: SUCCESSORS[numbered.state].length === 0 ? { ...numbered, endedAt: now } : numbered, fill }
}

function moveTo(record: OrderRecord, state: OrderState): OrderRecord {
  if (!SUCCESSORS[record.state].includes(state)) {
    throw new RangeError(`order ${record.intentId} can't go from ${record.state} to ${state}`)
  }
  return { ...record, state }
}
