import { breakerClosedAlert, breakerOpenAlert } from '../alerts/breaker-alert.ts'
import { type Breaker, CLOSED_BREAKER } from '../pacing/breaker.ts'
import type { Tick } from './tick.ts'

/** Hands the broker's breaker on to the next run, and tells the owner once when it opens and once when it closes. */
export function watchBreaker(tick: Tick): void {
  const { breaker } = tick.world
  if (!breaker) return
  const { brokerBreaker: before = CLOSED_BREAKER, ...state } = tick.state
  const after = breaker.state
  if (isSame(before, after)) return
  tick.state = isSame(after, CLOSED_BREAKER) ? state : { ...state, brokerBreaker: after }
  if (before.kind === 'closed' && after.kind !== 'closed') tick.alert(breakerOpenAlert(after.since, tick.now))
  if (before.kind !== 'closed' && after.kind === 'closed') tick.alert(breakerClosedAlert(tick.now))
}

function isSame(first: Breaker, second: Breaker): boolean {
  return JSON.stringify(first) === JSON.stringify(second)
}
