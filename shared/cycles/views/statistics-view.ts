import type { z } from 'zod'
import type { statisticsAnswer } from '../../api/answers/dashboard-answers.ts'
import { toDecimalText } from '../../domain/money.ts'
import { groupedStatistics } from '../../ledger/grouped-statistics.ts'
import type { TradeStatistics } from '../../ledger/statistics.ts'
import { latestTrades } from '../closed-trades.ts'
import type { Known } from '../questions/asked.ts'

type Statistics = Readonly<z.input<typeof statisticsAnswer>>

/** More are not read for a page. */
const TRADES_READ_MAX = 500

/** How the latest 500 trades of the mode that runs went, by symbol, strategy, exit reason and day; one document for each. */
export async function statisticsView({ world }: Pick<Known, 'world'>): Promise<Statistics> {
  const { mode } = world.config
  const trades = await latestTrades(world, { mode, count: TRADES_READ_MAX })
  const { bySymbol, byStrategy, byExitReason, byDay } = groupedStatistics(trades)
  return {
    mode,
    trades: trades.length,
    bySymbol: rowsOf(bySymbol),
    byStrategy: rowsOf(byStrategy),
    byReason: rowsOf(byExitReason),
    byDay: rowsOf(byDay),
  }
}

function rowsOf(groups: Readonly<Record<string, TradeStatistics>>): Statistics['byDay'] {
  return Object.entries(groups).map(([key, { trades, wins, pnl, profitFactor }]) => ({
    ...{ key, trades, wins, profit: toDecimalText(pnl) },
    ...(profitFactor !== undefined && { profitFactor }),
  }))
}
