import { marketOpenAlert } from '../alerts/session-alerts.ts'
import { needsArming } from '../config/needs-arming.ts'
import type { RegularSession } from '../time/session.ts'
import { tellOnceToday } from './tell-once.ts'
import type { Tick } from './tick.ts'

/** Tells the owner with the first scan of a session that it has begun, and with what. */
export function tellOpen(
  tick: Tick,
  seen: { readonly session: RegularSession; readonly universe: number; readonly selected: number },
): void {
  const { date, now: time } = tick
  const { mode } = tick.world.config
  const { closeAt } = seen.session
  const { universe, selected } = seen
  tellOnceToday(
    tick,
    marketOpenAlert({ date, time, closeAt, mode, arming: armingOf(tick), universe, selected }),
  )
}

function armingOf({ world, state }: Tick): 'armed' | 'not-armed' | 'not-needed' {
  if (!needsArming(world.config)) return 'not-needed'
  return state.owner.armedAt === undefined ? 'not-armed' : 'armed'
}
