import { entryCancelledAlert, orderProblemAlert } from '../alerts/order-alerts.ts'
import { buyAlert, partialSellAlert, sellAlert } from '../alerts/trade-alerts.ts'
import type { Config } from '../config/config.ts'
import type { OrderId } from '../domain/ids.ts'
import { divide } from '../domain/money.ts'
import type { TradeOrigin } from '../domain/trade.ts'
import type { Fill } from '../ledger/fill.ts'
import { afterUnfilled } from '../orders/chase.ts'
import { isUnresolved, type OrderRecord } from '../orders/order-record.ts'
import { book } from '../state/booking.ts'
import type { TradingState } from '../state/trading-state.ts'
import type { Tick } from './tick.ts'

/** Books a changed order and tells the owner what follows from it. */
export function bookOrder(tick: Tick, record: OrderRecord, fill?: Fill): void {
  const { mode } = tick.world.config
  const before = tick.state.orders[record.intentId]
  const booked = book(tick.state, record, { fill, origin: originOf(tick.world.config), now: tick.now })
  tick.state = isUntouchedEntry(record) ? withUnfilled(tick, booked.state, record) : booked.state
  if (!isUnresolved(record)) tick.record(`orders/${record.intentId}`, record)
  if (before?.state !== record.state || fill) tick.event(orderEvent(record, fill))
  if (booked.bought && fill) {
    const price = divide(fill.notional, fill.quantity, 'nearest')
    const orderId = record.orderId as OrderId
    const sentAt = record.submittedAt ?? record.createdAt
    const { quantity, time } = fill
    tick.alert(buyAlert(booked.bought, { orderId, quantity, price, sentAt, time, mode }))
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

/** What the event log keeps of a change: enough to rebuild the order and the ledger from it. */
function orderEvent(record: OrderRecord, fill: Fill | undefined) {
  const { intentId, symbol, side, quantity, state, purpose, orderId, note } = record
  return {
    kind: 'order',
    intentId,
    symbol,
    side,
    quantity,
    purpose: purpose.kind,
    state,
    ...(orderId !== undefined && { orderId }),
    ...(note !== undefined && { note }),
    ...(fill && { fill: { quantity: fill.quantity, notional: fill.notional, fees: fill.fees } }),
  } as const
}

function isPartialProfit({ purpose }: OrderRecord): boolean {
  return purpose.kind === 'exit' && purpose.reason === 'PARTIAL_PROFIT'
}

/** Only a broker that trades with real money makes a fill real. */
function originOf({ mode, broker }: Config): TradeOrigin {
  return { mode, simulated: mode === 'DEMO' || broker.environment !== 'production' }
}

/** An entry that the broker had and nobody filled. */
function isUntouchedEntry({ purpose, state, filledQuantity }: OrderRecord): boolean {
  return purpose.kind === 'entry' && filledQuantity === 0 && (state === 'CANCELLED' || state === 'EXPIRED')
}

function withUnfilled(tick: Tick, state: TradingState, { symbol, pricing }: OrderRecord): TradingState {
  if (pricing.type !== 'LIMIT') return state
  const day = state.symbols[symbol] ?? { entries: 0 }
  const tried = { limit: pricing.limit, at: tick.now }
  const unfilled = afterUnfilled(day.unfilled, tried, tick.world.config.execution)
  return { ...state, symbols: { ...state.symbols, [symbol]: { ...day, unfilled } } }
}

function endedShort(record: OrderRecord): boolean {
  return record.purpose.kind === 'entry' && !isUnresolved(record) && record.filledQuantity < record.quantity
}
