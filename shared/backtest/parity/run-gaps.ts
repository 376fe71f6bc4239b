import { formatEt } from '../../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../time/instant.ts'
import type { OpenDay } from '../../time/market-calendar.ts'
import type { LiveRun } from './live-day.ts'
import type { UnscannedTime } from './parity-report.ts'

/** A scan is due every two minutes; one that is missed now and then is not worth a line. */
const UNSCANNED_MS = 10 * MINUTE_MS
/** A look at the positions is due every minute. */
const GAP_MS = 90 * SECOND_MS
const SAME_RUN_MS = MINUTE_MS

/** The scan that should have decided at a moment, whether or not it ended well. */
export function scanAt(runs: readonly LiveRun[], at: EpochMs): LiveRun | undefined {
  return runs.find(({ job, begunAt }) => job === 'signal-scan' && Math.abs(begunAt - at) < SAME_RUN_MS)
}

/** "no scan ran between 10:02 and 10:32", for a moment without a scan. */
export function missingScanWords(runs: readonly LiveRun[], at: EpochMs): string {
  const scans = runs.filter(({ job }) => job === 'signal-scan')
  const before = scans.findLast(({ begunAt }) => begunAt <= at)
  const after = scans.find(({ begunAt }) => begunAt > at)
  if (before && after) return `no scan ran between ${time(before.begunAt)} and ${time(after.begunAt)}`
  if (after) return `no scan ran before ${time(after.begunAt)}`
  return before ? `no scan ran after ${time(before.begunAt)}` : 'no scan ran'
}

/** Seconds without a look at the positions around a moment; `undefined` when the looks were in time. */
export function monitorGapAt(
  runs: readonly LiveRun[],
  at: EpochMs,
): { readonly from: EpochMs; readonly to: EpochMs; readonly seconds: number } | undefined {
  const looks = runs.filter(({ job, failure }) => job === 'position-monitor' && failure === undefined)
  const before = looks.findLast(({ begunAt }) => begunAt < at)
  const after = looks.find(({ begunAt }) => begunAt >= at)
  if (!before || !after || after.begunAt - before.begunAt <= GAP_MS) return undefined
  const seconds = Math.round((after.begunAt - before.begunAt) / SECOND_MS)
  return { from: before.begunAt, to: after.begunAt, seconds }
}

/** The longer times of a session without a scan. */
export function unscannedTimes(
  runs: readonly LiveRun[],
  { openAt, closeAt }: OpenDay,
): readonly UnscannedTime[] {
  const scans = runs.filter(({ job, failure }) => job === 'signal-scan' && failure === undefined)
  const within = scans.map(({ begunAt }) => begunAt).filter((at) => at > openAt && at < closeAt)
  const moments = [openAt, ...within, closeAt]
  return moments.flatMap((to, place) => {
    const from = moments[place - 1] ?? to
    return to - from > UNSCANNED_MS ? [{ from, to }] : []
  })
}

function time(at: EpochMs): string {
  return formatEt(at, 'time')
}
