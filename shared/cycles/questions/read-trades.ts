import { whole } from '../../alerts/wording.ts'
import type { Trade } from '../../domain/trade.ts'
import { latestTrades } from '../closed-trades.ts'
import type { Asked } from './asked.ts'

/** As many as the daily report learns from; more are not read for a question. */
const TRADES_READ_MAX = 1_000

/** Closed trades of the mode that runs, oldest first. */
export interface ReadTrades {
  readonly trades: readonly Trade[]
  /** There may be older ones that were not read. */
  readonly isCut: boolean
}

/** The closed trades of this mode: one document each, at most 1,000. */
export async function readTrades({ world }: Asked): Promise<ReadTrades> {
  const trades = await latestTrades(world, { mode: world.config.mode, count: TRADES_READ_MAX })
  return { trades, isCut: trades.length === TRADES_READ_MAX }
}

/** Says so where older trades were left out. */
export function cutLines({ trades, isCut }: ReadTrades): readonly string[] {
  return isCut ? [`Only the latest ${whole(trades.length)} trades are counted; what has a * had more.`] : []
}
