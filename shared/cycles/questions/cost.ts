import { whole } from '../../alerts/wording.ts'
import type { Reply } from '../../commands/reply.ts'
import { replyTable } from '../../commands/reply-table.ts'
import { costOfDays } from '../../cost/cost-of-days.ts'
import { totalUsd } from '../../cost/month-cost.ts'
import { TRADING_DAYS_A_MONTH } from '../../cost/month-use.ts'
import { PRICES } from '../../cost/price-list.ts'
import type { Asked } from './asked.ts'

/** Less is told as nothing. */
const HALF_A_CENT = 0.005

/** /cost: what today has used of the cloud, and what a month of such days costs. */
export async function cost({ state }: Asked): Promise<Reply> {
  const { usage } = state.day
  if (!usage) return { text: 'COST\nNot known yet: no run of today has counted what it used.' }
  const lines = costOfDays(usage)
  const charged = lines.filter(({ usd }) => usd >= HALF_A_CENT)
  return {
    text: [
      `COST: about ${totalUsd(lines).toFixed(2)} USD a month`,
      `If ${TRADING_DAYS_A_MONTH} days were like today so far: ${whole(usage.runs)} runs, ${whole(usage.reads)} documents read, ${whole(usage.writes)} written.`,
      `Prices of ${PRICES.lookedUpOn}, free amounts taken off; what is not listed costs nothing.`,
    ].join('\n'),
    table: replyTable(
      [
        { title: 'A month', align: 'left' },
        { title: 'USD', align: 'right' },
      ],
      [...charged.map(({ item, usd }) => [item, usd.toFixed(2)]), ['Together', totalUsd(lines).toFixed(2)]],
    ),
  }
}
