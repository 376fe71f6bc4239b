import { exchangeDate, exchangeInstant, minuteOfDay } from '../time/exchange-time.ts'
import type { EpochMs } from '../time/instant.ts'

const STEP_MINUTES = [1, 5, 10, 15, 30, 60, 120, 240]
const MINUTES_A_DAY = 1_440

/** A stretch of one exchange day, both ends included. */
export interface TimeSpan {
  readonly from: EpochMs
  readonly to: EpochMs
}

/** The moments at which New York's wall clock shows a round time, in the smallest steps that are no more than this. */
export function timeSteps(span: TimeSpan, countMax: number): readonly EpochMs[] {
  for (const step of STEP_MINUTES) {
    const moments = roundTimes(span, step)
    if (moments.length <= countMax) return moments
  }
  return []
}

function roundTimes({ from, to }: TimeSpan, step: number): readonly EpochMs[] {
  const date = exchangeDate(from)
  const first = Math.ceil(minuteOfDay(from) / step) * step
  const count = Math.max(0, Math.ceil((MINUTES_A_DAY - first) / step))
  return Array.from({ length: count }, (_, index) => exchangeInstant(date, first + index * step)).filter(
    (at) => at >= from && at <= to,
  )
}
