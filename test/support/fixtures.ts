import type { ClientOrderId, DecisionId, IntentId, OrderId, PositionId } from '../../shared/domain/ids.ts'
import { ticker } from '../../shared/domain/ids.ts'
import { type Money, money } from '../../shared/domain/money.ts'
import type { BrokerOrder } from '../../shared/domain/order.ts'
import type { EntryPlan, Position } from '../../shared/domain/position.ts'
import type { ExitReason, TradeOrigin } from '../../shared/domain/trade.ts'
import { type Fill, NOTHING_FILLED } from '../../shared/ledger/fill.ts'
import { openPosition, openQuantity } from '../../shared/ledger/position-book.ts'
import type { OrderRecord } from '../../shared/orders/order-record.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

export const TQQQ = ticker('TQQQ')

/** Fills of the paper broker. */
export const DEMO_FILLS: TradeOrigin = { mode: 'DEMO', simulated: true }

/** 09:36 ET on a Tuesday. */
export const NINE_THIRTY_SIX = Date.parse('2026-03-03T14:36:00Z') as EpochMs

export function plan(overrides: Partial<EntryPlan> = {}): EntryPlan {
  return {
    decisionId: 'decision-1' as DecisionId,
    stop: money('46.50'),
    target: money('49.875'),
    score: 0.9,
    tier: 'HIGH',
    expectation: '12 %',
    strategies: ['standard', 'rsi-positivity'],
    corrGroup: 'nasdaq-100',
    name: 'ProShares UltraPro QQQ',
    ...overrides,
  }
}

export function fill(
  side: Fill['side'],
  quantity: number,
  price: string,
  overrides: Partial<Fill> = {},
): Fill {
  return {
    symbol: TQQQ,
    side,
    quantity,
    notional: (money(price) * quantity) as Money,
    fees: money('0'),
    time: NINE_THIRTY_SIX,
    ...overrides,
  }
}

/** The golden position of the specification: 184 TQQQ at 47.50. */
export function goldenPosition(overrides: Partial<Position> = {}): Position {
  return { ...openPosition('TQQQ-1' as PositionId, plan(), fill('BUY', 184, '47.50')), ...overrides }
}

/** The stop that rests at the broker for a position. */
export function restingStop(position: Position): OrderRecord {
  return orderRecord({
    intentId: `2026-03-03-09${position.symbol.length}0` as IntentId,
    clientOrderId: `OBSTOP${position.symbol}` as ClientOrderId,
    symbol: position.symbol,
    side: 'SELL',
    quantity: openQuantity(position),
    pricing: { type: 'STOP', stop: position.plan.stop },
    purpose: { kind: 'stop', positionId: position.positionId },
    state: 'SUBMITTED',
    orderId: `9${position.symbol}` as OrderId,
    submittedAt: NINE_THIRTY_SIX,
  })
}

/** An exit that was decided with the market at 48.05. */
export function leaving(reason: ExitReason, attempts = 0): NonNullable<Position['exiting']> {
  return { reason, attempts, quoted: { bid: money('48.04'), ask: money('48.06') } }
}

export function orderRecord(overrides: Partial<OrderRecord> = {}): OrderRecord {
  return {
    intentId: '2026-03-03-0001' as IntentId,
    clientOrderId: 'OB202603030001' as ClientOrderId,
    decisionId: 'decision-1' as DecisionId,
    symbol: TQQQ,
    side: 'BUY',
    quantity: 184,
    pricing: { type: 'LIMIT', limit: money('47.50') },
    purpose: { kind: 'entry', positionId: 'TQQQ-1' as PositionId, plan: plan() },
    state: 'INTENT',
    createdAt: NINE_THIRTY_SIX,
    ...NOTHING_FILLED,
    ...overrides,
  }
}

export function report(overrides: Partial<BrokerOrder> = {}): BrokerOrder {
  return {
    orderId: '1001' as OrderId,
    symbol: TQQQ,
    side: 'BUY',
    quantity: 184,
    status: 'OPEN',
    placedAt: NINE_THIRTY_SIX,
    filledQuantity: 0,
    fees: money('0'),
    type: 'LIMIT',
    limit: money('47.50'),
    ...overrides,
  } as BrokerOrder
}
