import type { z } from 'zod'
import type { tradesAnswer } from '../../api/answers/account-answers.ts'
import { toDecimalText } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import { type TradeStatistics, tradeStatistics } from '../../ledger/statistics.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import { latestTrades, tradesOf } from '../closed-trades.ts'
import type { Known } from '../questions/asked.ts'
import { tradeRowOf } from './trade-row.ts'

type Trades = Readonly<z.input<typeof tradesAnswer>>

/** Which trades are wanted. */
interface TradesAsked {
  /** All of this date; the latest on whatever date when absent. */
  readonly date?: ExchangeDate | undefined
  /** How many of the latest. */
  readonly limit: number
}

/** Closed trades of the mode that runs, newest first, with the figures of exactly these; one document for each. */
export async function tradesView(known: Known, asked: TradesAsked): Promise<Trades> {
  const trades = await readTrades(known, asked)
  return {
    ...(asked.date !== undefined && { date: asked.date }),
    statistics: figuresOf(tradeStatistics(trades)),
    trades: trades.toReversed().map(tradeRowOf),
  }
}

/** Oldest first. Play money and real money are never added up, so a date that had both is told in part. */
async function readTrades({ world }: Known, { date, limit }: TradesAsked): Promise<readonly Trade[]> {
  const { mode } = world.config
  if (date === undefined) return latestTrades(world, { mode, count: limit })
  return (await tradesOf(world, date)).filter((trade) => trade.mode === mode)
}

function figuresOf({
  trades,
  wins,
  losses,
  winRatePct,
  profitFactor,
  ...sums
}: TradeStatistics): Trades['statistics'] {
  const { pnl, expectancy, best, worst, drawdown } = sums
  return {
    trades,
    wins,
    losses,
    ...(winRatePct !== undefined && { winRatePct }),
    ...(profitFactor !== undefined && { profitFactor }),
    profit: toDecimalText(pnl),
    ...(expectancy !== undefined && { expectancy: toDecimalText(expectancy) }),
    ...(best !== undefined && { best: toDecimalText(best) }),
    ...(worst !== undefined && { worst: toDecimalText(worst) }),
    maxDrawdown: toDecimalText(drawdown),
  }
}
