import { clockAlert, clockWords } from '../alerts/clock-alert.ts'
import { isClockHealthy, isClockNoticeable } from '../time/clock-offset.ts'
import { tripSafeMode } from './safe-mode.ts'
import { tellOnceToday } from './tell-once.ts'
import type { Tick } from './tick.ts'

/**
 * Whether times can be trusted enough for an entry. A broker that answers without telling its time leaves that open,
 * so nothing is entered; before the first call there is nothing to distrust yet.
 */
export async function canTrustClock({ world: { session } }: Tick): Promise<boolean> {
  const offsetMs = session.clockOffsetMs()
  if (offsetMs !== undefined) return isClockHealthy(offsetMs)
  return (await session.token())?.lastUsedAt === undefined
}

/** Puts safe mode on while our clock is far from the broker's, and tells the owner when the two drift apart. */
export function watchClock(tick: Tick): void {
  const offsetMs = tick.world.session.clockOffsetMs()
  if (offsetMs === undefined) return
  if (!isClockHealthy(offsetMs)) tripSafeMode(tick, { reason: 'clock-skew', detail: clockWords(offsetMs) })
  else if (isClockNoticeable(offsetMs))
    tellOnceToday(tick, clockAlert(offsetMs, { date: tick.date, time: tick.now }))
}
