import { signedPct } from '../../alerts/wording.ts'
import type { Reply } from '../../commands/reply.ts'
import { replyTable, type TableColumn } from '../../commands/reply-table.ts'
import { subtract, toDisplay } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import { tradeStatistics } from '../../ledger/statistics.ts'
import { monthStart, weekStart } from '../../time/calendar-period.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import type { Asked, Question } from './asked.ts'
import { noTradesReply } from './no-trades.ts'
import { openProfitAsSeen } from './open-profit.ts'
import { lastMonths, lastTradingDays, lastWeeks, type Period } from './periods.ts'
import { cutLines, type ReadTrades, readTrades } from './read-trades.ts'
import { pnlCell, signedUsd } from './told-money.ts'
import { moment } from './told-time.ts'

/** /profit: realised P&L of today, this week, this month and all time; reads every trade, at most 1,000. */
export async function profit(asked: Asked): Promise<Reply> {
  const read = await readTrades(asked)
  const headline = `PROFIT, ${asked.world.config.mode}`
  if (read.trades.length === 0) return noTradesReply(asked, headline)
  const today = exchangeDate(asked.world.clock.now())
  const rows = [
    ['Today', today],
    ['This week', weekStart(today)],
    ['This month', monthStart(today)],
    [read.isCut ? 'All counted' : 'All time', undefined],
  ] as const
  return {
    text: [
      headline,
      'Closed trades, after fees, in USD',
      ...openLines(asked),
      ...accountLines(asked),
      ...cutLines(read),
    ].join('\n'),
    table: replyTable(
      columns('Period'),
      rows.map(([label, from]) => resultRow(label, read, from && { from, to: today })),
    ),
  }
}

/** /daily: realised P&L of the last seven trading days; reads every trade, at most 1,000. */
export const daily: Question = (asked) =>
  byPeriod(asked, {
    headline: 'LAST 7 TRADING DAYS',
    title: 'Day',
    periods: lastTradingDays(today(asked), 7, asked.world.calendar),
  })

/** /weekly: realised P&L of the last eight weeks; reads every trade, at most 1,000. */
export const weekly: Question = (asked) =>
  byPeriod(asked, { headline: 'LAST 8 WEEKS', title: 'Week', periods: lastWeeks(today(asked), 8) })

/** /monthly: realised P&L of the last six months; reads every trade, at most 1,000. */
export const monthly: Question = (asked) =>
  byPeriod(asked, { headline: 'LAST 6 MONTHS', title: 'Month', periods: lastMonths(today(asked), 6) })

function today({ world }: Asked): ExchangeDate {
  return exchangeDate(world.clock.now())
}

async function byPeriod(
  asked: Asked,
  table: { readonly headline: string; readonly title: string; readonly periods: readonly Period[] },
): Promise<Reply> {
  const { headline, title, periods } = table
  const read = await readTrades(asked)
  const named = `${headline}, ${asked.world.config.mode}`
  if (read.trades.length === 0) return noTradesReply(asked, named)
  const inAll = periods.flatMap((period) => within(read.trades, period))
  return {
    text: [
      named,
      `Together ${signedUsd(tradeStatistics(inAll).pnl)}, closed trades after fees`,
      ...cutLines(read),
    ].join('\n'),
    table: replyTable(
      columns(title),
      periods.map((period) => resultRow(period.label, read, period)),
    ),
  }
}

function columns(title: string): readonly TableColumn[] {
  return [
    { title, align: 'left' },
    { title: 'Trades', align: 'right' },
    { title: 'Won', align: 'right' },
    { title: 'P&L', align: 'right' },
  ]
}

type Span = Pick<Period, 'from' | 'to'>

function resultRow(label: string, read: ReadTrades, span: Span | undefined): readonly string[] {
  const trades = span ? within(read.trades, span) : read.trades
  const { trades: count, wins, pnl } = tradeStatistics(trades)
  const name = span && isCutWithin(read, span) ? `${label}*` : label
  return count === 0 ? [name, '0', '-', '-'] : [name, String(count), String(wins), pnlCell(pnl)]
}

function within(trades: readonly Trade[], { from, to }: Span): readonly Trade[] {
  return trades.filter(({ exitTime }) => {
    const date = exchangeDate(exitTime)
    return date >= from && date <= to
  })
}

/** Whether trades of these days may be among those that were not read. */
function isCutWithin({ trades: [oldest], isCut }: ReadTrades, { from }: Span): boolean {
  return isCut && oldest !== undefined && from <= exchangeDate(oldest.exitTime)
}

function openLines({ world, state }: Asked): readonly string[] {
  const open = openProfitAsSeen(state)
  if (!open) return []
  return [`Open positions ${signedUsd(open.profit)} at the prices of ${moment(open.at, world.clock.now())}`]
}

function accountLines({ state }: Asked): readonly string[] {
  const { equity } = state.risk
  if (!equity) return []
  const gained = subtract(subtract(equity.latest, equity.netDeposits), equity.startCapital)
  const pct = (gained / equity.startCapital) * 100
  return [`Account ${toDisplay(equity.latest)} USD when last seen, ${signedPct(pct)} since the start`]
}
