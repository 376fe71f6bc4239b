import type { WatchedJob } from '../../state/trading-state.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../time/instant.ts'
import type { MarketDay } from '../../time/market-calendar.ts'
import { INTERVAL_MINUTES } from '../job-silence.ts'

/** A run that began so lately may still be at work. */
const UNDER_WAY_SECONDS = 15

/** How many runs of a job a session should have seen by now: the first is due at the open, none at the close. */
export function dueTicks(job: WatchedJob, day: MarketDay, now: EpochMs): number {
  if (day.kind === 'closed') return 0
  const intervalMs = INTERVAL_MINUTES[job] * MINUTE_MS
  const ofTheDay = Math.ceil((day.closeAt - day.openAt) / intervalMs)
  const soFar = Math.floor((now - UNDER_WAY_SECONDS * SECOND_MS - day.openAt) / intervalMs) + 1
  return Math.max(0, Math.min(ofTheDay, soFar))
}
