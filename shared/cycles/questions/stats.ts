import { counted } from '../../alerts/wording.ts'
import type { Reply } from '../../commands/reply.ts'
import { replyTable } from '../../commands/reply-table.ts'
import { type Money, toDisplay } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import { groupedStatistics } from '../../ledger/grouped-statistics.ts'
import { type TradeStatistics, tradeStatistics } from '../../ledger/statistics.ts'
import { formatEt } from '../../time/exchange-time.ts'
import type { Asked } from './asked.ts'
import { noTradesReply } from './no-trades.ts'
import { cutLines, readTrades } from './read-trades.ts'
import { pnlCell, reasonWords, signedUsd } from './told-money.ts'

/** /stats: how good the trades were, by exit reason and by hour too; reads every trade, at most 1,000. */
export async function stats(asked: Asked): Promise<Reply> {
  const read = await readTrades(asked)
  const headline = `STATS, ${asked.world.config.mode}`
  if (read.trades.length === 0) return noTradesReply(asked, headline)
  return {
    text: [headline, ...statisticsLines(tradeStatistics(read.trades)), ...cutLines(read)].join('\n'),
    table: [
      tableOf('Ended by', Object.entries(groupedStatistics(read.trades).byExitReason), reasonWords),
      tableOf('Bought, ET', byHour(read.trades), (hour) => `${hour}:00-${hour}:59`),
    ].join('\n\n'),
  }
}

function statisticsLines(statistics: TradeStatistics): readonly string[] {
  const { trades, wins, losses, pnl, winRatePct, profitFactor, drawdown, streaks } = statistics
  return [
    `${counted(trades, 'trade')}, ${wins} won, ${losses} lost, ${signedUsd(pnl)}`,
    `Win rate ${winRatePct?.toFixed(0)} %`,
    `Profit factor ${profitFactor?.toFixed(2) ?? 'not known yet: no trade was lost'}`,
    `A trade earns ${usdOr(statistics.expectancy)} on average`,
    `Average win ${usdOr(statistics.averageWin)}, loss ${usdOr(statistics.averageLoss)}`,
    `Best ${usdOr(statistics.best)}, worst ${usdOr(statistics.worst)}`,
    `Deepest fall from a high ${toDisplay(drawdown)} USD`,
    `In a row at most ${streaks.longestWin} won, ${streaks.longestLoss} lost; ${streakNow(streaks)}`,
  ]
}

function usdOr(amount: Money | undefined): string {
  return amount === undefined ? 'none yet' : signedUsd(amount)
}

function streakNow({ currentWin, currentLoss }: TradeStatistics['streaks']): string {
  if (currentWin > 0) return `now ${currentWin} won`
  return currentLoss > 0 ? `now ${currentLoss} lost` : 'the last one ended even'
}

type Group = readonly [name: string, statistics: TradeStatistics]

function byHour(trades: readonly Trade[]): readonly Group[] {
  const hours = Map.groupBy(trades, ({ entryTime }) => formatEt(entryTime, 'time').slice(0, 2))
  return [...hours]
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([hour, own]) => [hour, tradeStatistics(own)])
}

function tableOf(title: string, groups: readonly Group[], words: (name: string) => string): string {
  return replyTable(
    [
      { title, align: 'left' },
      { title: 'Trades', align: 'right' },
      { title: 'Won', align: 'right' },
      { title: 'P&L', align: 'right' },
    ],
    groups.map(([name, { trades, wins, pnl }]) => [words(name), String(trades), String(wins), pnlCell(pnl)]),
  )
}
