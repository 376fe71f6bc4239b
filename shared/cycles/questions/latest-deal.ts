import type { Ticker } from '../../domain/ids.ts'
import type { Position } from '../../domain/position.ts'
import type { Trade } from '../../domain/trade.ts'
import type { EpochMs } from '../../time/instant.ts'
import { latestTrades } from '../closed-trades.ts'
import type { Asked } from './asked.ts'

/** A purchase and what became of it so far. */
export type Deal =
  | { readonly kind: 'held'; readonly position: Position }
  | { readonly kind: 'closed'; readonly trade: Trade }

/** Older ones are not looked for. */
export const DEALS_LOOKED_AT = 200

/**
 * What was bought last, of one symbol or of all; at most 200 trades are read for one symbol, one for all. Absent when nothing was.
 */
export async function latestDeal({ world, state }: Asked, symbol?: Ticker): Promise<Deal | undefined> {
  const isWanted = (deal: { readonly symbol: Ticker }) => symbol === undefined || deal.symbol === symbol
  const held = Object.values(state.positions)
    .filter(isWanted)
    .toSorted((first, second) => first.openedAt - second.openedAt)
    .at(-1)
  if (symbol !== undefined && held) return { kind: 'held', position: held }
  const count = symbol === undefined ? 1 : DEALS_LOOKED_AT
  const trades = await latestTrades(world, { mode: world.config.mode, count })
  const trade = trades.findLast(isWanted)
  if (held && (!trade || held.openedAt >= trade.entryTime)) return { kind: 'held', position: held }
  return trade && { kind: 'closed', trade }
}

/** What the books say of a deal, whether it is closed or not. */
export interface DealFacts {
  readonly symbol: Ticker
  readonly decisionId: string
  readonly positionId: string
  readonly boughtAt: EpochMs
}

export function factsOf(deal: Deal): DealFacts {
  if (deal.kind === 'held') {
    const { symbol, plan, positionId, openedAt } = deal.position
    return { symbol, decisionId: plan.decisionId, positionId, boughtAt: openedAt }
  }
  const { symbol, decisionId, tradeId, entryTime } = deal.trade
  return { symbol, decisionId, positionId: tradeId, boughtAt: entryTime }
}
