import { safeModeOffAlert, safeModeOnAlert } from '../alerts/safe-mode-alert.ts'
import { nextSafeMode, type SafeModeEvent } from '../risk/safe-mode.ts'
import { OWNERS_HALTS, type SafeModeTrip } from '../state/risk-state.ts'
import type { Tick } from './tick.ts'

/**
 * Lets an event change safe mode and tells the owner once for each reason that came and once when the last is
 * gone. What the owner has ordered is told where the order is carried out.
 */
export function applySafeMode(tick: Tick, event: SafeModeEvent): void {
  const before = tick.state.risk.safeMode
  const after = nextSafeMode(before, event, tick.world.config.risk)
  if (after === before) return
  tick.state = { ...tick.state, risk: { ...tick.state.risk, safeMode: after } }
  const known = new Set(before.map(({ reason }) => reason))
  const isNews = ({ reason }: SafeModeTrip) => !known.has(reason) && !OWNERS_HALTS.has(reason)
  for (const trip of after) if (isNews(trip)) tick.alert(safeModeOnAlert(trip, logIdOf(trip, tick)))
  const ended = before.filter(({ reason }) => !OWNERS_HALTS.has(reason))
  if (after.length === 0 && ended.length > 0) tick.alert(safeModeOffAlert(ended, tick.now))
}

/** Only an error of our own has a story in the log that the owner can't read in the alert. */
function logIdOf({ reason }: SafeModeTrip, { correlationId }: Tick): { readonly correlationId?: string } {
  return reason === 'system-error' && correlationId !== undefined ? { correlationId } : {}
}

/** Puts safe mode on for a reason that a cycle has found. */
export function tripSafeMode(
  tick: Tick,
  trip: Pick<Extract<SafeModeEvent, { kind: 'trip' }>, 'reason' | 'detail'>,
): void {
  applySafeMode(tick, { kind: 'trip', ...trip, at: tick.now, date: tick.date })
}
