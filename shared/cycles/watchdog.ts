import { silentJobAlert } from '../alerts/order-alerts.ts'
import { runsSeenSchema, type TradingState, type WatchedJob } from '../state/trading-state.ts'
import type { EpochMs } from '../time/instant.ts'
import { sessionAt } from '../time/session.ts'
import { closedMarket } from './closed-market.ts'
import { INTERVAL_MINUTES, isSilent } from './job-silence.ts'
import { type Finished, runInSession } from './run-tick.ts'
import { tellOnceToday } from './tell-once.ts'
import { STATE_PATH } from './tick.ts'
import type { NotRun, Trigger } from './trigger.ts'
import type { World } from './world.ts'

export interface WatchdogDone {
  readonly silent: readonly WatchedJob[]
}

/**
 * Looks from outside whether the scans and monitors of the session are still run, and tells the owner once of each silence
 * (L6). As long as they are it reads one document and takes nothing.
 */
export async function watchdog(world: World, trigger: Trigger): Promise<(WatchdogDone & Finished) | NotRun> {
  const now = world.clock.now()
  const session = sessionAt(now, world.calendar)
  if (session.phase === 'closed') return closedMarket(session)
  const document = await world.store.get(STATE_PATH)
  const state = document && runsSeenSchema.parse(document.value)
  const silences = state ? silencesOf(state, session.openAt, now) : []
  const known = silences.every((silence) => state?.told.includes(silentJobAlert(silence, now).alertId))
  if (known) return { status: 'done', silent: silences.map(({ job }) => job) }
  return runInSession(world, trigger, async (tick) => {
    const current = silencesOf(tick.state, session.openAt, tick.now)
    for (const silence of current) tellOnceToday(tick, silentJobAlert(silence, tick.now))
    return { silent: current.map(({ job }) => job) }
  })
}

interface Silence {
  readonly job: WatchedJob
  readonly since: EpochMs
}

function silencesOf(
  { lastRuns }: Pick<TradingState, 'lastRuns'>,
  openAt: EpochMs,
  now: EpochMs,
): readonly Silence[] {
  return (Object.keys(INTERVAL_MINUTES) as WatchedJob[]).flatMap((job) => {
    const since = Math.max(lastRuns[job] ?? 0, openAt) as EpochMs
    return isSilent(job, { since, now }) ? [{ job, since }] : []
  })
}
