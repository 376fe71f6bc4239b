import { z } from 'zod'
import { instantSchema } from '../../state/document-schemas.ts'
import type { WatchedJob } from '../../state/trading-state.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../time/instant.ts'
import { marketDay } from '../../time/market-calendar.ts'
import { sessionAt } from '../../time/session.ts'
import { INTERVAL_MINUTES, isSilent } from '../job-silence.ts'
import { CHECKPOINT_PATH } from '../universe-plan.ts'
import type { Known } from './asked.ts'
import { dueTicks } from './due-ticks.ts'
import { type HealthCheck, wellIf } from './health-check.ts'
import { momentAgo } from './told-time.ts'

/** As many scans may have left nothing before the quotes are old. */
const SCANS_MISSED_MAX = 2

/** Seen and due of today; ill while the job is silent in the session. */
export function jobCheck(
  known: Known,
  { name, job }: { readonly name: string; readonly job: WatchedJob },
): HealthCheck {
  const { world, state } = known
  const now = world.clock.now()
  const due = dueTicks(job, marketDay(exchangeDate(now), world.calendar), now)
  const seen = job === 'signal-scan' ? state.day.scans : state.day.monitors
  const last = state.lastRuns[job]
  const lastWords = last === undefined ? 'none has run yet' : `last ${momentAgo(last, now)}`
  const missed = due > seen ? `, ${due - seen} missed` : ''
  return {
    name,
    verdict: wellIf(!isOverdue(known, job)),
    detail: `${seen} of ${due} due today${missed}, ${lastWords}`,
  }
}

/** Whether a job has been silent for too long in the session that runs. */
export function isOverdue({ world, state }: Known, job: WatchedJob): boolean {
  const now = world.clock.now()
  const session = sessionAt(now, world.calendar)
  if (session.phase === 'closed') return false
  return isSilent(job, { since: Math.max(state.lastRuns[job] ?? 0, session.openAt) as EpochMs, now })
}

/** Of the tape only when each symbol was last polled. */
const pollsSchema = z.object({
  tapes: z.record(
    z.string(),
    z.object({ recorder: z.object({ poll: z.object({ time: instantSchema }).optional() }) }),
  ),
})

/** How old the newest quote on the tape is. */
export async function quoteCheck({ world }: Known): Promise<HealthCheck> {
  const name = 'Quotes'
  const document = await world.store.get(CHECKPOINT_PATH)
  const tapes = document ? Object.values(pollsSchema.parse(document.value).tapes) : []
  const polls = tapes.flatMap(({ recorder: { poll } }) => (poll ? [poll.time] : []))
  if (polls.length === 0) return { name, verdict: 'unknown', detail: 'no scan has kept one yet' }
  const now = world.clock.now()
  const newest = Math.max(...polls) as EpochMs
  const isSession = sessionAt(now, world.calendar).phase === 'regular'
  const limitMs = (SCANS_MISSED_MAX * INTERVAL_MINUTES['signal-scan'] + 1) * MINUTE_MS
  return {
    name,
    verdict: wellIf(!isSession || now - newest <= limitMs),
    detail: `the newest on the tape is of ${momentAgo(newest, now)}`,
  }
}
