import type { PositionId } from '../domain/ids.ts'
import { add, divide, type Money, max, min, times, ZERO } from '../domain/money.ts'
import type { EntryPlan, Position } from '../domain/position.ts'
import type { Slippage } from '../domain/slippage.ts'
import type { Fill } from './fill.ts'
import { addSlippage } from './slippage.ts'

/** Opens a position with the first fill of its entry. */
export function openPosition(positionId: PositionId, plan: EntryPlan, fill: Fill): Position {
  assertBuy(fill)
  const price = divide(fill.notional, fill.quantity, 'nearest')
  return {
    positionId,
    symbol: fill.symbol,
    plan,
    openedAt: fill.time,
    changedAt: fill.time,
    boughtQuantity: fill.quantity,
    soldQuantity: 0,
    cost: fill.notional,
    proceeds: ZERO,
    fees: fill.fees,
    ...slipped(fill.slippage),
    stop: plan.stop,
    stopKind: 'initial',
    highWater: price,
    lowWater: price,
    cover: { nakedSince: fill.time, nakedMs: 0 },
  }
}

/** Adds a later fill of the entry, or takes off shares that an exit sold. Selling more than is held throws. */
export function applyFill(position: Position, fill: Fill): Position {
  if (fill.symbol !== position.symbol)
    throw new RangeError(`a ${fill.symbol} fill can't be booked on ${position.symbol}`)
  const { slippage: before, ...booked } = position
  const costs = {
    changedAt: fill.time,
    fees: add(position.fees, fill.fees),
    ...slipped(addSlippage(before, fill.slippage)),
  }
  if (fill.side === 'BUY') {
    return {
      ...booked,
      ...costs,
      boughtQuantity: position.boughtQuantity + fill.quantity,
      cost: add(position.cost, fill.notional),
    }
  }
  if (fill.quantity > openQuantity(position)) {
    throw new RangeError(`sold ${fill.quantity} ${fill.symbol} while holding ${openQuantity(position)}`)
  }
  return {
    ...booked,
    ...costs,
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

/** Remembers how far the price went; a print outside what was seen before widens the range. */
export function observePrice(position: Position, price: Money): Position {
  return { ...position, highWater: max(position.highWater, price), lowWater: min(position.lowWater, price) }
}

function slipped(slippage: Slippage | undefined): { readonly slippage?: Slippage } {
  return slippage ? { slippage } : {}
}

function assertBuy(fill: Fill): void {
  if (fill.side !== 'BUY')
    throw new RangeError(`a position opens with a buy, not with a ${fill.side} of ${fill.symbol}`)
}
