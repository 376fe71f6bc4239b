import type { Trade } from '../domain/trade.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import { type TradeStatistics, tradeStatistics } from './statistics.ts'

/** Statistics by the name of the group, names in alphabetical order. */
type StatisticsByName = Readonly<Record<string, TradeStatistics>>

/** The same trades, cut in four ways. */
export interface GroupedStatistics {
  /** By the exchange date of the exit. */
  readonly byDay: StatisticsByName
  readonly bySymbol: StatisticsByName
  /** A trade counts for each strategy that voted for it, so that these do not add up to the whole. */
  readonly byStrategy: StatisticsByName
  readonly byExitReason: StatisticsByName
}

type Groupable = Pick<Trade, 'pnl' | 'exitTime' | 'symbol' | 'strategies' | 'reason'>

/** Sums up closed trades, oldest first, by day, symbol, strategy and exit reason. */
export function groupedStatistics(trades: readonly Groupable[]): GroupedStatistics {
  return {
    byDay: statisticsBy(trades, ({ exitTime }) => [exchangeDate(exitTime)]),
    bySymbol: statisticsBy(trades, ({ symbol }) => [symbol]),
    byStrategy: statisticsBy(trades, ({ strategies }) => strategies),
    byExitReason: statisticsBy(trades, ({ reason }) => [reason]),
  }
}

function statisticsBy(
  trades: readonly Groupable[],
  namesOf: (trade: Groupable) => readonly string[],
): StatisticsByName {
  const groups = new Map<string, Groupable[]>()
  for (const trade of trades) {
    for (const name of namesOf(trade)) {
      const group = groups.get(name)
      if (group) group.push(trade)
      else groups.set(name, [trade])
    }
  }
  const sorted = [...groups].sort(([first], [second]) => (first < second ? -1 : 1))
  return Object.fromEntries(sorted.map(([name, group]) => [name, tradeStatistics(group)]))
}
