import type { Reply } from '../../commands/reply.ts'
import { replyTable } from '../../commands/reply-table.ts'
import type { AccountBalance } from '../../domain/account.ts'
import { type Money, toDisplay } from '../../domain/money.ts'
import { knownCash } from '../../risk/equity.ts'
import type { RiskState } from '../../state/risk-state.ts'
import type { World } from '../world.ts'
import type { Asked } from './asked.ts'
import { Outage, orOutage, outageReply } from './outage.ts'

type Row = readonly [name: string, amount: Money | undefined]

/** /balance: what the broker says of the account now (one call), and what was last made of it. */
export async function balance({ world, state }: Asked): Promise<Reply> {
  const told = await orOutage(world.broker.balance())
  const known = equityRows(state.risk)
  if (told instanceof Outage) {
    const reply = outageReply(told)
    return known.length > 0 ? { ...reply, table: tableOf(known) } : reply
  }
  return {
    text: [
      `BALANCE, ${world.config.mode}`,
      `${isReal(world) ? 'Real' : 'Simulated'} ${told.kind.toLowerCase()} account, in USD`,
      ...(known.length > 0 ? [] : ['What it is worth is not known yet: the first monitor notes it.']),
    ].join('\n'),
    table: tableOf([...cashRows(told), ...known]),
  }
}

function isReal({ config }: World): boolean {
  return config.mode === 'LIVE' && config.broker.environment === 'production'
}

function cashRows({ kind, cash, settledCash, cashBuyingPower }: AccountBalance): readonly Row[] {
  return [
    ['Cash now', cash],
    kind === 'CASH' ? ['Settled, may be spent' as const, settledCash] : ['Buying power', cashBuyingPower],
  ]
}

/** Nothing before the account was seen for the first time. */
function equityRows(risk: RiskState): readonly Row[] {
  if (!risk.equity) return []
  const { latest, highWater, startCapital, netDeposits } = risk.equity
  return [
    ['Cash by our books', knownCash(risk)],
    ['Account, last seen', latest],
    ['Highest so far', highWater],
    ['Started with', startCapital],
    ['Paid in since', netDeposits],
  ]
}

function tableOf(rows: readonly Row[]): string {
  return replyTable(
    [
      { title: '', align: 'left' },
      { title: 'USD', align: 'right' },
    ],
    rows.map(([name, amount]) => [name, amount === undefined ? 'not told' : toDisplay(amount)]),
  )
}
