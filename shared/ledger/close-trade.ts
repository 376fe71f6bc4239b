import type { TradeId } from '../domain/ids.ts'
import { divide, percentChange, subtract, times, toNumber } from '../domain/money.ts'
import type { Position } from '../domain/position.ts'
import type { ExitReason, Trade, TradeOrigin } from '../domain/trade.ts'
import { nakedMs } from '../orders/cover.ts'
import { MINUTE_MS, SECOND_MS } from '../time/instant.ts'
import type { Fill } from './fill.ts'
import { entryPrice, observePrice, openQuantity } from './position-book.ts'

/** What ended a position: why, the last fill, and who filled it. */
export type TradeExit = { readonly reason: ExitReason; readonly fill: Fill } & TradeOrigin

/** The record of a position that is flat; throws while shares are left. */
export function closeTrade(position: Position, exit: TradeExit): Trade {
  const open = openQuantity(position)
  if (open !== 0) throw new RangeError(`${position.symbol} still holds ${open} shares`)
  const { reason, mode, simulated } = exit
  return {
    tradeId: position.positionId as string as TradeId,
    symbol: position.symbol,
    quantity: position.boughtQuantity,
    fees: position.fees,
    ...(position.slippage && { slippage: position.slippage }),
    ...heldFor(position, exit.fill),
    ...result(position),
    ...excursions(position),
    ...decided(position),
    reason,
    mode,
    simulated,
  }
}

function heldFor(
  { openedAt, cover }: Position,
  { time }: Fill,
): Pick<Trade, 'entryTime' | 'exitTime' | 'minutesHeld' | 'nakedSeconds'> {
  return {
    entryTime: openedAt,
    exitTime: time,
    minutesHeld: Math.round((time - openedAt) / MINUTE_MS),
    nakedSeconds: nakedMs(cover, time) / SECOND_MS,
  }
}

function result(position: Position): Pick<Trade, 'pnl' | 'pnlPct' | 'riskMultiple'> {
  const { cost, proceeds, fees, plan, boughtQuantity } = position
  const pnl = subtract(subtract(proceeds, cost), fees)
  const atRisk = times(subtract(entryPrice(position), plan.stop), boughtQuantity)
  return {
    pnl,
    pnlPct: (toNumber(pnl) / toNumber(cost)) * 100,
    ...(atRisk > 0 && { riskMultiple: pnl / atRisk }),
  }
}

type Excursions = Pick<Trade, 'entryPrice' | 'exitPrice' | 'favourablePct' | 'adversePct'>

/** A fill beyond every price that was seen was reached too. */
function excursions(position: Position): Excursions {
  const price = entryPrice(position)
  const exitPrice = divide(position.proceeds, position.soldQuantity, 'nearest')
  const { highWater, lowWater } = observePrice(position, exitPrice)
  return {
    entryPrice: price,
    exitPrice,
    favourablePct: percentChange(price, highWater),
    adversePct: percentChange(price, lowWater),
  }
}

function decided({ plan }: Position): Pick<Trade, 'decisionId' | 'score' | 'winProbability' | 'strategies'> {
  const { decisionId, score, winProbability, strategies } = plan
  return { decisionId, score, ...(winProbability !== undefined && { winProbability }), strategies }
}
