import { whole } from '../../alerts/wording.ts'
import type { Reply } from '../../commands/reply.ts'
import { replyTable } from '../../commands/reply-table.ts'
import type { Config } from '../../config/config.ts'
import { formatEt } from '../../time/exchange-time.ts'
import type { Asked } from './asked.ts'
import { callLimitsUsed, callsOfToday, callsPerHourMax, type ModuleUse } from './call-limits-used.ts'

/** /budget: the broker's limits and what is used of them, and the calls to every provider; three documents are read. */
export async function budget({ world, state }: Asked): Promise<Reply> {
  const { pacing } = world.config
  const used = await callLimitsUsed(world)
  const calls = Object.entries(state.day.usage?.calls ?? {})
  const tables = [
    ...(used ? [limitTable(used, pacing)] : []),
    ...(calls.length > 0 ? [callTable(calls)] : []),
  ]
  return {
    text: [
      ...(used ? dayLines(used, pacing) : ['BUDGET', 'This broker sets no limits.']),
      ...(used ?? []).flatMap(freezeLines),
      ...(calls.length > 0 ? [] : ['Calls of today by provider: not known yet, no run has counted any.']),
    ].join('\n'),
    ...(tables.length > 0 && { table: tables.join('\n\n') }),
  }
}

function dayLines(used: readonly ModuleUse[], pacing: Config['pacing']): readonly string[] {
  const { callsPerDayMax, callsPerDayWarningPct } = pacing
  const today = callsOfToday(used)
  const pct = (today / callsPerDayMax) * 100
  const symbols = used.find(({ module }) => module === 'market')?.hour.symbols ?? 0
  return [
    `BUDGET: ${whole(today)} of ${whole(callsPerDayMax)} calls today`,
    `${pct.toFixed(0)} % are used; from ${callsPerDayWarningPct} % on nothing is bought.`,
    `${whole(symbols)} of ${whole(pacing.market.symbolsPerHourMax)} quotes this hour`,
  ]
}

function freezeLines({ module, freeze }: ModuleUse): readonly string[] {
  return freeze
    ? [`The broker wants a pause of ${module} until ${formatEt(freeze.until, 'time-seconds')} ET.`]
    : []
}

function limitTable(used: readonly ModuleUse[], pacing: Config['pacing']): string {
  return replyTable(
    [
      { title: 'Broker', align: 'left' },
      { title: 'Today', align: 'right' },
      { title: 'Hour', align: 'right' },
      { title: 'Limit/h', align: 'right' },
    ],
    used.map(({ module, today, hour }) => {
      const limit = callsPerHourMax(module, pacing)
      return [module, whole(today), whole(hour.calls), limit === undefined ? '?' : whole(limit)]
    }),
  )
}

function callTable(calls: readonly (readonly [name: string, count: number])[]): string {
  return replyTable(
    [
      { title: 'Provider', align: 'left' },
      { title: 'Calls today', align: 'right' },
    ],
    calls.map(([name, count]) => [name, whole(count)]),
  )
}
