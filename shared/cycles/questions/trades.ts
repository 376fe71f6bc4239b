import { counted } from '../../alerts/wording.ts'
import type { Reply } from '../../commands/reply.ts'
import { replyTable } from '../../commands/reply-table.ts'
import { formatEt } from '../../time/exchange-time.ts'
import { latestTrades } from '../closed-trades.ts'
import type { Asked } from './asked.ts'
import { noTradesReply } from './no-trades.ts'
import { pctCell, pnlCell } from './told-money.ts'

const TRADES_SHOWN = 10

/** /trades: the last ten closed trades, the newest first; ten documents are read. */
export async function trades(asked: Asked): Promise<Reply> {
  const { mode } = asked.world.config
  const latest = await latestTrades(asked.world, { mode, count: TRADES_SHOWN })
  if (latest.length === 0) return noTradesReply(asked, 'TRADES')
  const rows = latest
    .toReversed()
    .map(({ exitTime, symbol, pnl, pnlPct }) => [
      formatEt(exitTime, 'date-time').slice(5),
      symbol,
      pnlCell(pnl),
      pctCell(pnlPct),
    ])
  return {
    text: `LAST ${counted(latest.length, 'trade').toUpperCase()}, ${mode}\nBy the time they ended, ET. /why SYMBOL tells the story of one.`,
    table: replyTable(
      [
        { title: 'Ended', align: 'left' },
        { title: 'What', align: 'left' },
        { title: 'P&L', align: 'right' },
        { title: '%', align: 'right' },
      ],
      rows,
    ),
  }
}
