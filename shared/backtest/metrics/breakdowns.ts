import { moneyFromNumber, toNumber } from '../../domain/money.ts'
import { tradeStatistics } from '../../ledger/statistics.ts'
import { epochMs, formatEt } from '../../time/exchange-time.ts'
import type { BacktestTrade } from '../result/backtest-result.ts'
import { presentFigures } from './present-figures.ts'

/** What the trades of one name earned, in USD. */
export interface BreakdownRow {
  readonly name: string
  readonly trades: number
  readonly wins: number
  readonly pnlUsd: number
  /** Absent without a loss. */
  readonly profitFactor?: number
  readonly expectancyUsd: number
  readonly winRatePct: number
}

/** The same trades, cut in four ways; rows in the order of their names. */
export interface Breakdowns {
  /** A trade counts for each strategy that voted for it, so that these do not add up to the whole. */
  readonly byStrategy: readonly BreakdownRow[]
  readonly bySymbol: readonly BreakdownRow[]
  readonly byExitReason: readonly BreakdownRow[]
  /** The hour of the entry on New York's clock: "09" is 09:00 to 09:59. */
  readonly byEntryHour: readonly BreakdownRow[]
}

/** Sums up closed trades by strategy, symbol, exit reason and hour of the entry. */
export function breakdowns(trades: readonly BacktestTrade[]): Breakdowns {
  return {
    byStrategy: rowsBy(trades, ({ strategies }) => [...new Set(strategies)]),
    bySymbol: rowsBy(trades, ({ symbol }) => [symbol]),
    byExitReason: rowsBy(trades, ({ reason }) => [reason]),
    byEntryHour: rowsBy(trades, ({ entryTime }) => [formatEt(epochMs(entryTime), 'time').slice(0, 2)]),
  }
}

function rowsBy(
  trades: readonly BacktestTrade[],
  namesOf: (trade: BacktestTrade) => readonly string[],
): readonly BreakdownRow[] {
  const named = trades.flatMap((trade) => namesOf(trade).map((name) => ({ name, pnlUsd: trade.pnl })))
  const groups = [...Map.groupBy(named, ({ name }) => name)]
  return groups
    .toSorted(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, group]) => ({ name, ...figuresOf(group) }))
}

/** Of at least one trade. */
function figuresOf(group: readonly { readonly pnlUsd: number }[]): Omit<BreakdownRow, 'name'> {
  const { trades, wins, pnl, profitFactor, expectancy, winRatePct } = tradeStatistics(
    group.map(({ pnlUsd }) => ({ pnl: moneyFromNumber(pnlUsd) })),
  )
  return {
    ...{ trades, wins, pnlUsd: toNumber(pnl) },
    ...presentFigures({ profitFactor }),
    expectancyUsd: toNumber(expectancy ?? pnl),
    winRatePct: winRatePct ?? 0,
  }
}
