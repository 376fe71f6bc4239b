import { orderChangedAlert, orderProblemAlert } from '../alerts/order-alerts.ts'
import type { BrokerOrder } from '../domain/order.ts'
import { lacksPrice } from '../ledger/fill.ts'
import { matchInDoubt } from '../orders/fingerprint.ts'
import { changedOrder } from '../orders/intent.ts'
import { applyReport, inDoubt, rejected } from '../orders/order-life.ts'
import { mayBeAtBroker, type OrderRecord } from '../orders/order-record.ts'
import { withOrder } from '../state/trading-state.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, SECOND_MS } from '../time/instant.ts'
import { bookOrder } from './book-order.ts'
import type { Tick } from './tick.ts'

/**
 * Brings every unresolved order up to date before anything new is decided: what was never sent is dropped, what is
 * at the broker is read, and what is in doubt is looked for.
 */
export async function settleOrders(tick: Tick): Promise<void> {
  dropUnsent(tick)
  await takeReports(tick)
}

/** Reads the broker's list once, where there is an order to look for, and books what is news in it. */
export async function takeReports(tick: Tick): Promise<void> {
  const records = Object.values(tick.state.orders).filter(mayBeAtBroker)
  if (records.length === 0) return
  const readAt = tick.now
  const reports = await tick.world.broker.orders({ from: dateOfOldest(records) })
  for (const record of records) takeReport(tick, record, reports, readAt)
}

/** Orders of earlier days are listed under their own date. */
function dateOfOldest(records: readonly OrderRecord[]): ExchangeDate {
  const oldest = Math.min(...records.map(({ submittedAt, createdAt }) => submittedAt ?? createdAt))
  return exchangeDate(oldest as EpochMs)
}

/** A run that ended between deciding and sending has sent nothing; the next decision starts afresh. */
function dropUnsent(tick: Tick): void {
  for (const record of Object.values(tick.state.orders)) {
    if (!mayBeAtBroker(record))
      bookOrder(tick, rejected(record, 'the run that decided it ended before sending it', tick.now))
  }
}

function takeReport(tick: Tick, record: OrderRecord, reports: readonly BrokerOrder[], readAt: EpochMs): void {
  const found = record.orderId
    ? reports.find(({ orderId }) => orderId === record.orderId)
    : findInDoubt(tick, record, reports)
  if (found === 'several') {
    waitFor(
      tick,
      doubted(record),
      'several orders at the broker look like it; look at them and cancel what is not wanted',
    )
  } else if (found && lacksPrice(found)) {
    waitFor(
      tick,
      record,
      'the broker reports shares filled without a price; they are booked once it tells the price',
    )
  } else if (found?.replacedByOrderId && !newVersion(found, reports)) {
    waitFor(tick, record, 'it was changed at the broker, whose list does not show its new version yet')
  } else if (found) {
    const settled = applyReport(doubted(record), found, tick.now)
    if (settled.record !== record) bookOrder(tick, settled.record, settled.fill)
    const version = newVersion(found, reports)
    if (version) takeReport(tick, changed(tick, settled.record, version), reports, readAt)
  } else if (record.submittedAt !== undefined && !record.orderId) {
    stillMissing(tick, record as Sent, readAt)
  }
}

function newVersion(
  { replacedByOrderId }: BrokerOrder,
  reports: readonly BrokerOrder[],
): BrokerOrder | undefined {
  return reports.find(({ orderId }) => orderId === replacedByOrderId)
}

/** An order that was changed at the broker is still ours: its new version goes on in its place. */
function changed(tick: Tick, record: OrderRecord, version: BrokerOrder): OrderRecord {
  const sequence = tick.state.sequence + 1
  const order = changedOrder(record, version, { date: tick.date, sequence })
  tick.state = { ...tick.state, sequence }
  bookOrder(tick, order)
  tick.alert(orderChangedAlert(order, tick.now))
  return order
}

/** What can't be booked yet is told once, and the other orders go on. */
function waitFor(tick: Tick, record: OrderRecord, note: string): void {
  if (record.note === note) return
  const waiting: OrderRecord = { ...record, note }
  tick.state = withOrder(tick.state, waiting)
  tick.alert(orderProblemAlert(waiting, tick.now))
}

type Sent = OrderRecord & { readonly submittedAt: EpochMs }

function findInDoubt(
  tick: Tick,
  record: OrderRecord,
  reports: readonly BrokerOrder[],
): BrokerOrder | 'several' | undefined {
  if (record.submittedAt === undefined) return undefined
  const known = new Set(Object.values(tick.state.orders).flatMap(({ orderId }) => orderId ?? []))
  const skewMs = tick.world.config.execution.placedTimeSkewSeconds * SECOND_MS
  return matchInDoubt(record as Sent, reports, known, skewMs)
}

/** A crash between the mark and the answer leaves SUBMITTING behind: from outside that is doubt. */
function doubted(record: OrderRecord): OrderRecord {
  return record.state === 'SUBMITTING'
    ? inDoubt(record, 'the run that sent it ended before the answer')
    : record
}

/**
 * Absence from a complete list counts as evidence only long enough after sending: for the list to know the order, and
 * longer than the broker takes a preview for valid, so that a call that is late can't arrive after it.
 */
function stillMissing(tick: Tick, record: Sent, readAt: EpochMs): void {
  const { absenceSeconds } = tick.world.config.execution
  const doubtful = doubted(record)
  if (readAt >= record.submittedAt + absenceSeconds * SECOND_MS) {
    bookOrder(tick, rejected(doubtful, 'the broker does not list it: it was never accepted', tick.now))
  } else if (doubtful !== record) bookOrder(tick, doubtful)
}
