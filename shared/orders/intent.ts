import type { Config } from '../config/config.ts'
import type { ClientOrderId, IntentId, PositionId, Ticker } from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'
import type { BrokerOrder, OrderPricing } from '../domain/order.ts'
import type { EntryPlan, Position } from '../domain/position.ts'
import type { QuotedSpread } from '../domain/slippage.ts'
import type { ExitReason } from '../domain/trade.ts'
import { NOTHING_FILLED } from '../ledger/fill.ts'
import { openQuantity } from '../ledger/position-book.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import type { OrderRecord } from './order-record.ts'
import { exitPricing, restingStop } from './pricing.ts'

/** The moment and the running number that give an intent its name. */
interface Numbered {
  readonly sequence: number
  readonly date: ExchangeDate
  readonly now: EpochMs
}

/** The decision to buy, before anything is sent. Its names follow from day and number, so that a repeat is the same. */
export function entryIntent(
  entry: Numbered & {
    readonly symbol: Ticker
    readonly quantity: number
    readonly limit: Money
    readonly quoted: QuotedSpread
    readonly plan: EntryPlan
  },
): OrderRecord {
  const { intentId, clientOrderId } = names(entry)
  return {
    intentId,
    clientOrderId,
    decisionId: entry.plan.decisionId,
    symbol: entry.symbol,
    side: 'BUY',
    quantity: entry.quantity,
    pricing: { type: 'LIMIT', limit: entry.limit },
    purpose: { kind: 'entry', positionId: `${entry.symbol}-${intentId}` as PositionId, plan: entry.plan },
    state: 'INTENT',
    createdAt: entry.now,
    quoted: entry.quoted,
    ...NOTHING_FILLED,
  }
}

/** The decision to sell, with what was quoted when it was made and how it is priced. */
export interface Sale {
  readonly quantity: number
  readonly reason: ExitReason
  readonly quoted: QuotedSpread
  readonly atMarket: boolean
}

/** The decision to sell a position or a part of it. */
export function exitIntent(
  position: Position,
  sale: Sale & Numbered & { readonly rules: Config['execution'] },
): OrderRecord {
  assertHeld(position, sale.quantity)
  return {
    ...names(sale),
    ...ofPosition(position, sale),
    pricing: sale.atMarket ? { type: 'MARKET' } : exitPricing(sale.quoted.bid, sale.rules),
    purpose: { kind: 'exit', positionId: position.positionId, reason: sale.reason },
    quoted: sale.quoted,
  }
}

/** The decision to let a stop rest at the broker, at the initial stop of the position (spec §10). */
export function stopIntent(position: Position, stop: Numbered & { readonly quantity: number }): OrderRecord {
  assertHeld(position, stop.quantity)
  return {
    ...names(stop),
    ...ofPosition(position, stop),
    pricing: { type: 'STOP', stop: restingStop(position) },
    purpose: { kind: 'stop', positionId: position.positionId },
  }
}

/**
 * Our order as somebody changed it at the broker: for the broker a new order in the place of the old one (reference §7),
 * for us one with the same purpose that goes on from there.
 */
export function changedOrder(
  old: OrderRecord,
  version: BrokerOrder,
  numbered: Omit<Numbered, 'now'>,
): OrderRecord {
  const { decisionId, symbol, side, purpose, createdAt, quoted } = old
  return {
    ...names(numbered),
    ...{ decisionId, symbol, side, purpose, createdAt },
    quantity: version.quantity,
    pricing: pricingOf(version),
    state: 'SUBMITTED',
    orderId: version.orderId,
    submittedAt: version.placedAt,
    ...NOTHING_FILLED,
    ...(quoted && { quoted }),
  }
}

function pricingOf(order: BrokerOrder): OrderPricing {
  switch (order.type) {
    case 'MARKET':
      return { type: 'MARKET' }
    case 'LIMIT':
      return { type: 'LIMIT', limit: order.limit }
    case 'STOP':
      return { type: 'STOP', stop: order.stop }
  }
}

/** Nothing of ours may ever sell more than is held. */
function assertHeld(position: Position, quantity: number): void {
  const held = openQuantity(position)
  if (quantity < 1 || quantity > held)
    throw new RangeError(`a sale of ${quantity} ${position.symbol} while holding ${held}`)
}

function ofPosition(
  { symbol, plan }: Position,
  { quantity, now }: { readonly quantity: number; readonly now: EpochMs },
) {
  return {
    decisionId: plan.decisionId,
    symbol,
    side: 'SELL',
    quantity,
    state: 'INTENT',
    createdAt: now,
    ...NOTHING_FILLED,
  } as const
}

function names({ date, sequence }: Omit<Numbered, 'now'>): {
  readonly intentId: IntentId
  readonly clientOrderId: ClientOrderId
} {
  const number = String(sequence).padStart(4, '0')
  return {
    intentId: `${date}-${number}` as IntentId,
    clientOrderId: `OB${date.replaceAll('-', '')}${number}` as ClientOrderId,
  }
}
