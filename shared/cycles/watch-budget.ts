import { callLimitAlert } from '../alerts/call-limit-alert.ts'
import { tellOnceToday } from './tell-once.ts'
import type { Tick } from './tick.ts'

/** Tells the owner once a day when the broker's calls run out. */
export function watchBudget(tick: Tick): void {
  const standing = tick.world.budget?.standing()
  if (!standing?.isNearlyUsedUp) return
  tellOnceToday(tick, callLimitAlert(standing, { date: tick.date, time: tick.now }))
}
