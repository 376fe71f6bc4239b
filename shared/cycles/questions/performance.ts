import { counted } from '../../alerts/wording.ts'
import type { Reply } from '../../commands/reply.ts'
import { replyTable } from '../../commands/reply-table.ts'
import { groupedStatistics } from '../../ledger/grouped-statistics.ts'
import type { TradeStatistics } from '../../ledger/statistics.ts'
import type { Asked } from './asked.ts'
import { noTradesReply } from './no-trades.ts'
import { cutLines, readTrades } from './read-trades.ts'
import { pnlCell } from './told-money.ts'

/** So many symbols fit on a phone. */
const SYMBOLS_SHOWN = 20

/** /performance: what each symbol and each strategy earned; reads every trade, at most 1,000. */
export async function performance(asked: Asked): Promise<Reply> {
  const read = await readTrades(asked)
  const headline = `PERFORMANCE, ${asked.world.config.mode}`
  if (read.trades.length === 0) return noTradesReply(asked, headline)
  const { bySymbol, byStrategy } = groupedStatistics(read.trades)
  const symbols = byProfit(bySymbol)
  const left = symbols.length - SYMBOLS_SHOWN
  return {
    text: [
      headline,
      `${counted(read.trades.length, 'closed trade')}, the best first, P&L in USD`,
      'A trade counts for every strategy that voted for it.',
      ...(left > 0 ? [`${left} more symbols in between are not shown.`] : []),
      ...cutLines(read),
    ].join('\n'),
    table: [
      tableOf('Symbol', left > 0 ? endsOf(symbols) : symbols),
      tableOf('Strategy', byProfit(byStrategy)),
    ].join('\n\n'),
  }
}

type Group = readonly [name: string, statistics: TradeStatistics]

function byProfit(groups: Readonly<Record<string, TradeStatistics>>): readonly Group[] {
  return Object.entries(groups).sort(([, first], [, second]) => second.pnl - first.pnl)
}

/** The best and the worst tell more than the middle. */
function endsOf(groups: readonly Group[]): readonly Group[] {
  const half = SYMBOLS_SHOWN / 2
  return [...groups.slice(0, half), ...groups.slice(-half)]
}

function tableOf(title: string, groups: readonly Group[]): string {
  return replyTable(
    [
      { title, align: 'left' },
      { title: 'Trades', align: 'right' },
      { title: 'Won', align: 'right' },
      { title: 'P&L', align: 'right' },
    ],
    groups.map(([name, { trades, winRatePct, pnl }]) => [
      name,
      String(trades),
      winRatePct === undefined ? '-' : `${winRatePct.toFixed(0)}%`,
      pnlCell(pnl),
    ]),
  )
}
