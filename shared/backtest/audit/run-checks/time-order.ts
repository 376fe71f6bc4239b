import type { EpochMs } from '../../../time/instant.ts'
import { DAY_MS } from '../../../time/instant.ts'
import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { RunRecord } from '../run-record.ts'
import type { RunView } from '../run-view.ts'
import { moment } from '../told.ts'

interface Step {
  readonly what: string
  readonly time: EpochMs
  /** What must not lie after it. */
  readonly before: EpochMs | undefined
}

/** Things that happen before what came before them: fills, marks and ends of trades; and marks where no bars are. */
export function timeOrder({ record }: RunView): Audit {
  const span = spanOf(record)
  return judged({
    name: 'time-order',
    severity: 'fault',
    items: steps(record),
    judge: ({ what, time, before }) => {
      if (before !== undefined && time < before)
        return { text: `${what} at ${moment(time)} comes in the record after ${moment(before)}`, at: time }
      if (what !== 'a mark' || !span || (time >= span.from - DAY_MS && time <= span.until + DAY_MS))
        return undefined
      return {
        text: `a mark at ${moment(time)} lies outside the bars, ${moment(span.from)} to ${moment(span.until)}`,
        at: time,
      }
    },
  })
}

function* steps({ fills, marks, trades }: RunRecord): Iterable<Step> {
  for (const [index, { time }] of fills.entries())
    yield { what: 'a fill', time, before: fills[index - 1]?.time }
  for (const [index, { time }] of marks.entries())
    yield { what: 'a mark', time, before: marks[index - 1]?.time }
  for (const { entryTime, exitTime } of trades)
    yield { what: 'the exit of a trade', time: exitTime, before: entryTime }
}

function spanOf({ series }: RunRecord): { readonly from: EpochMs; readonly until: EpochMs } | undefined {
  const filled = series.filter(({ length }) => length > 0)
  if (filled.length === 0) return undefined
  return {
    from: Math.min(...filled.map(({ time }) => time[0]!)) as EpochMs,
    until: Math.max(...filled.map(({ time, length }) => time[length - 1]!)) as EpochMs,
  }
}
