import type { WatchedJob } from '../state/trading-state.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../time/instant.ts'

/** How often the scheduler calls the jobs that money depends on (spec §1). */
export const INTERVAL_MINUTES: Readonly<Record<WatchedJob, number>> = {
  'position-monitor': 1,
  'signal-scan': 2,
}

/** A job is silent after two intervals and what a run may be late by. */
const INTERVALS = 2
const LATE_SECONDS = 15

/** Whether a job that was last seen at a moment, the open at the earliest, has not been for too long (L6). */
export function isSilent(
  job: WatchedJob,
  { since, now }: { readonly since: EpochMs; readonly now: EpochMs },
): boolean {
  return now - since > INTERVALS * INTERVAL_MINUTES[job] * MINUTE_MS + LATE_SECONDS * SECOND_MS
}
