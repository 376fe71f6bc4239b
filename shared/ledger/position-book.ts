import type { PositionId } from '../domain/ids.ts'
import {
  add,
  divide,
  type Money,
  max,
  min,
  percentChange,
  subtract,
  times,
  toNumber,
  ZERO,
} from '../domain/money.ts'
import type { EntryPlan, Position } from '../domain/position.ts'
import type { ExitReason, Trade } from '../domain/trade.ts'
import { MINUTE_MS } from '../time/instant.ts'
import type { Fill } from './fill.ts'

/** Opens a position with the first fill of its entry. */
export function openPosition(positionId: PositionId, plan: EntryPlan, fill: Fill): Position {
  assertBuy(fill)
  const price = divide(fill.notional, fill.quantity, 'nearest')
  return {
    positionId,
    symbol: fill.symbol,
    plan,
    openedAt: fill.time,
    boughtQuantity: fill.quantity,
    soldQuantity: 0,
    cost: fill.notional,
    proceeds: ZERO,
    fees: fill.fees,
    stop: plan.stop,
    stopKind: 'initial',
    highWater: price,
    lowWater: price,
  }
}

/** Adds a later fill of the entry, or takes off shares that an exit sold. Selling more than is held throws. */
export function applyFill(position: Position, fill: Fill): Position {
  if (fill.symbol !== position.symbol)
    throw new RangeError(`a ${fill.symbol} fill can't be booked on ${position.symbol}`)
  const fees = add(position.fees, fill.fees)
  if (fill.side === 'BUY') {
    return {
      ...position,
      fees,
      boughtQuantity: position.boughtQuantity + fill.quantity,
      cost: add(position.cost, fill.notional),
    }
  }
  if (fill.quantity > openQuantity(position)) {
    throw new RangeError(`sold ${fill.quantity} ${fill.symbol} while holding ${openQuantity(position)}`)
  }
  return {
    ...position,
    fees,
    soldQuantity: position.soldQuantity + fill.quantity,
    proceeds: add(position.proceeds, fill.notional),
  }
}

/** Shares still held. */
export function openQuantity(position: Position): number {
  return position.boughtQuantity - position.soldQuantity
}

/** Average price paid a share. */
export function entryPrice(position: Position): Money {
  return divide(position.cost, position.boughtQuantity, 'nearest')
}

/** What the open shares are worth at `price`. */
export function marketValue(position: Position, price: Money): Money {
  return times(price, openQuantity(position))
}

/** P&L so far, realised and open, after fees. */
function profitAt(position: Position, price: Money): Money {
  return subtract(add(position.proceeds, marketValue(position, price)), add(position.cost, position.fees))
}

/** Remembers how far the price went; a print outside what was seen before widens the range. */
export function observePrice(position: Position, price: Money): Position {
  return { ...position, highWater: max(position.highWater, price), lowWater: min(position.lowWater, price) }
}

/** The record of a position that is flat; throws while shares are left. */
export function closeTrade(
  position: Position,
  exit: { readonly reason: ExitReason; readonly fill: Fill; readonly mode: Trade['mode'] },
): Trade {
  if (openQuantity(position) !== 0)
    throw new RangeError(`${position.symbol} still holds ${openQuantity(position)} shares`)
  const price = entryPrice(position)
  const pnl = profitAt(position, ZERO)
  const atRisk = times(subtract(price, position.plan.stop), position.boughtQuantity)
  return {
    positionId: position.positionId,
    decisionId: position.plan.decisionId,
    symbol: position.symbol,
    quantity: position.boughtQuantity,
    entryPrice: price,
    exitPrice: divide(position.proceeds, position.soldQuantity, 'nearest'),
    entryTime: position.openedAt,
    exitTime: exit.fill.time,
    fees: position.fees,
    pnl,
    pnlPct: (toNumber(pnl) / toNumber(position.cost)) * 100,
    minutesHeld: Math.round((exit.fill.time - position.openedAt) / MINUTE_MS),
    reason: exit.reason,
    favourablePct: percentChange(price, position.highWater),
    adversePct: percentChange(price, position.lowWater),
    riskMultiple: pnl / atRisk,
    score: position.plan.score,
    strategies: position.plan.strategies,
    mode: exit.mode,
  }
}

function assertBuy(fill: Fill): void {
  if (fill.side !== 'BUY')
    throw new RangeError(`a position opens with a buy, not with a ${fill.side} of ${fill.symbol}`)
}
