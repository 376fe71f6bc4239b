import { safeModeOffAlert, safeModeOnAlert } from '../alerts/safe-mode-alert.ts'
import { nextSafeMode, type SafeModeEvent } from '../risk/safe-mode.ts'
import type { Tick } from './tick.ts'

/**
 * Lets an event change safe mode and tells the owner once for each reason that came and once when the last is
 * gone.
 */
export function applySafeMode(tick: Tick, event: SafeModeEvent): void {
  const before = tick.state.risk.safeMode
  const after = nextSafeMode(before, event, tick.world.config.risk)
  if (after === before) return
  tick.state = { ...tick.state, risk: { ...tick.state.risk, safeMode: after } }
  const known = new Set(before.map(({ reason }) => reason))
  for (const trip of after) if (!known.has(trip.reason)) tick.alert(safeModeOnAlert(trip))
  if (after.length === 0) tick.alert(safeModeOffAlert(before, tick.now))
}

/** Puts safe mode on for a reason that a cycle has found. */
export function tripSafeMode(
  tick: Tick,
  trip: Pick<Extract<SafeModeEvent, { kind: 'trip' }>, 'reason' | 'detail'>,
): void {
  applySafeMode(tick, { kind: 'trip', ...trip, at: tick.now, date: tick.date })
}
