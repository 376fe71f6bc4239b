import type { z } from 'zod'
import type { metricsAnswer } from '../../api/answers/health-answers.ts'
import type { DayUsage } from '../../cost/day-usage.ts'
import { nakedSeconds } from '../../ledger/naked-seconds.ts'
import type { MeterReport } from '../../metrics/meter-report.ts'
import { SECOND_MS } from '../../time/instant.ts'
import { tradesOf } from '../closed-trades.ts'
import type { Known } from '../questions/asked.ts'

type Metrics = Readonly<z.input<typeof metricsAnswer>>

/** Calls of this process, and the runs, calls and cost of today over all of them; reads the trades of today. */
export async function metricsView(
  { world, state: { day } }: Known,
  report: Pick<MeterReport, 'calls'>,
): Promise<Metrics> {
  const naked = nakedSeconds(await tradesOf(world, day.date))
  return {
    date: day.date,
    process: { calls: callRows(report) },
    today: {
      scans: day.scans,
      monitors: day.monitors,
      calls: { ...day.usage?.calls },
      ...(day.usage && { usage: usageOf(day.usage) }),
    },
    ...(naked && { nakedSeconds: naked }),
  }
}

function callRows({ calls }: Pick<MeterReport, 'calls'>): Metrics['process']['calls'] {
  return Object.entries(calls)
    .toSorted(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, call]) => ({ name, ...call }))
}

function usageOf({ runs, reads, writes, deletes, runMs }: DayUsage): NonNullable<Metrics['today']['usage']> {
  return { runs, reads, writes, deletes, runSeconds: runMs / SECOND_MS }
}
