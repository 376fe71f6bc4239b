import { entryCancelledAlert, orderProblemAlert } from '../alerts/order-alerts.ts'
import { buyAlert, partialSellAlert, sellAlert } from '../alerts/trade-alerts.ts'
import type { Config } from '../config/config.ts'
import { BrokerError } from '../domain/errors.ts'
import type { OrderId } from '../domain/ids.ts'
import { divide } from '../domain/money.ts'
import type { BrokerOrder } from '../domain/order.ts'
import type { TradeOrigin } from '../domain/trade.ts'
import { type Fill, lacksPrice } from '../ledger/fill.ts'
import { matchInDoubt } from '../orders/fingerprint.ts'
import { applyReport, cancelRequested, inDoubt, rejected } from '../orders/order-life.ts'
import { isUnresolved, mayBeAtBroker, type OrderRecord } from '../orders/order-record.ts'
import { book } from '../state/booking.ts'
import { withOrder } from '../state/trading-state.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import { type EpochMs, SECOND_MS } from '../time/instant.ts'
import type { Tick } from './tick.ts'

/**
 * Brings every unresolved order up to date before anything new is decided: what was never sent is dropped, what is
 * at the broker is read, what is in doubt is looked for, and what has waited too long is cancelled.
 */
export async function settleOrders(tick: Tick): Promise<void> {
  dropUnsent(tick)
  if (!anyAtBroker(tick)) return
  await takeReports(tick)
  if (await cancelOverdue(tick)) await takeReports(tick)
}

/** Reads the broker's list once and books what is news in it. */
export async function takeReports(tick: Tick): Promise<void> {
  const readAt = tick.now
  const reports = await tick.world.broker.ordersOfToday()
  for (const record of Object.values(tick.state.orders)) {
    if (mayBeAtBroker(record)) takeReport(tick, record, reports, readAt)
  }
}

/** Books a changed order and tells the owner what follows from it. */
export function bookOrder(tick: Tick, record: OrderRecord, fill?: Fill): void {
  const { mode } = tick.world.config
  const booked = book(tick.state, record, fill, originOf(tick.world.config))
  tick.state = booked.state
  if (!isUnresolved(record)) tick.record(`orders/${record.intentId}`, record)
  if (booked.bought && fill) {
    const price = divide(fill.notional, fill.quantity, 'nearest')
    const orderId = record.orderId as OrderId
    tick.alert(buyAlert(booked.bought, { orderId, quantity: fill.quantity, price, time: fill.time, mode }))
  }
  if (booked.reduced && fill && isPartialProfit(record))
    tick.alert(partialSellAlert(booked.reduced, { fill, mode }))
  if (booked.closed) {
    tick.record(`trades/${booked.closed.tradeId}`, { ...booked.closed, date: tick.date })
    tick.alert(sellAlert(booked.closed, tick.state.day))
  }
  if (record.state === 'REJECTED' || record.state === 'UNKNOWN')
    tick.alert(orderProblemAlert(record, tick.now))
  else if (endedShort(record)) tick.alert(entryCancelledAlert(record, tick.now))
}

function isPartialProfit({ purpose }: OrderRecord): boolean {
  return purpose.kind === 'exit' && purpose.reason === 'PARTIAL_PROFIT'
}

/** Only a broker that trades with real money makes a fill real. */
function originOf({ mode, broker }: Config): TradeOrigin {
  return { mode, simulated: mode === 'DEMO' || broker.environment !== 'production' }
}

/** A run that ended between deciding and sending has sent nothing; the next decision starts afresh. */
function dropUnsent(tick: Tick): void {
  for (const record of Object.values(tick.state.orders)) {
    if (!mayBeAtBroker(record))
      bookOrder(tick, rejected(record, 'the run that decided it ended before sending it', tick.now))
  }
}

function anyAtBroker(tick: Tick): boolean {
  return Object.values(tick.state.orders).some(mayBeAtBroker)
}

function takeReport(tick: Tick, record: OrderRecord, reports: readonly BrokerOrder[], readAt: EpochMs): void {
  const report = record.orderId
    ? reports.find(({ orderId }) => orderId === record.orderId)
    : findInDoubt(tick, record, reports)
  if (report && lacksPrice(report)) {
    waitForPrice(tick, record)
  } else if (report) {
    const settled = applyReport(doubted(record), report, tick.now)
    if (settled.record !== record) bookOrder(tick, settled.record, settled.fill)
  } else if (record.submittedAt !== undefined && !record.orderId) {
    stillMissing(tick, record as Sent, readAt)
  }
}

const NO_PRICE = 'the broker reports shares filled without a price; they are booked once it tells the price'

/** Shares can't be booked at a made-up price: such a report says nothing yet, and the other orders go on. */
function waitForPrice(tick: Tick, record: OrderRecord): void {
  if (record.note === NO_PRICE) return
  const waiting: OrderRecord = { ...record, note: NO_PRICE }
  tick.state = withOrder(tick.state, waiting)
  tick.alert(orderProblemAlert(waiting, tick.now))
}

type Sent = OrderRecord & { readonly submittedAt: EpochMs }

function findInDoubt(
  tick: Tick,
  record: OrderRecord,
  reports: readonly BrokerOrder[],
): BrokerOrder | undefined {
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
 * Absence from a complete list counts as evidence only long enough after sending for the list to know it, and only
 * while the list is that of the day on which it was sent.
 */
function stillMissing(tick: Tick, record: Sent, readAt: EpochMs): void {
  const doubtful = doubted(record)
  const evidenceFrom = record.submittedAt + tick.world.config.execution.unknownAbsenceSeconds * SECOND_MS
  if (readAt >= evidenceFrom && exchangeDate(readAt) === exchangeDate(record.submittedAt)) {
    bookOrder(tick, rejected(doubtful, 'the broker does not list it: it was never accepted', tick.now))
  } else if (doubtful !== record) bookOrder(tick, doubtful)
}

/** Asks the broker to cancel what has waited too long; true when there is something new to read. */
async function cancelOverdue(tick: Tick): Promise<boolean> {
  const overdue = Object.values(tick.state.orders).filter((record) => isOverdue(tick, record))
  for (const record of overdue) bookOrder(tick, await cancel(tick, record))
  return overdue.length > 0
}

/** A cancel that failed is often a fill on its way: the list read next tells, and if not, the next run asks again. */
async function cancel(tick: Tick, record: OrderRecord): Promise<OrderRecord> {
  try {
    await tick.world.broker.cancel({ orderId: record.orderId as OrderId, symbol: record.symbol })
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error
    return { ...record, note: error.message }
  }
  return cancelRequested(record, tick.now)
}

function isOverdue(tick: Tick, record: OrderRecord): boolean {
  if (!record.orderId || record.submittedAt === undefined || record.cancelRequestedAt !== undefined)
    return false
  const { entryUnfilledSecondsMax, exitMarketAfterSeconds } = tick.world.config.execution
  const seconds = record.purpose.kind === 'entry' ? entryUnfilledSecondsMax : exitMarketAfterSeconds
  return tick.now - record.submittedAt >= seconds * SECOND_MS
}

function endedShort(record: OrderRecord): boolean {
  return record.purpose.kind === 'entry' && !isUnresolved(record) && record.filledQuantity < record.quantity
}
