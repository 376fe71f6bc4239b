import { counted } from '../../alerts/wording.ts'
import type { SafeModeReason } from '../../state/risk-state.ts'
import { applySafeMode, tripSafeMode } from '../safe-mode.ts'
import type { Tick } from '../tick.ts'
import { done, notDone, type OrderOutcome } from './order-outcome.ts'
import { entriesAtWork } from './under-way.ts'

/** No entry is decided any more; exits go on, and what was sent takes its course. */
export function pause(tick: Tick): OrderOutcome {
  if (isOn(tick, 'paused')) return notDone('Entries are paused already; /resume lets them go on.')
  tripSafeMode(tick, { reason: 'paused', detail: 'paused by the owner' })
  return done('PAUSED', 'No entries until you /resume. Exits and stops go on.')
}

/** Nothing is bought any more, entries at the broker are cancelled; positions keep their stops and their exits. */
export function kill(tick: Tick): OrderOutcome {
  if (isOn(tick, 'killed')) return notDone('It is killed already; /resume lets entries go on.')
  tripSafeMode(tick, { reason: 'killed', detail: 'killed by the owner' })
  const entries = counted(entriesAtWork(tick), 'entry order')
  return done(
    'KILLED',
    `Cancelling ${entries}; nothing is bought until you /resume. Stops rest at the broker, exits go on.`,
    { needsWork: true },
  )
}

/** Ends a pause, a kill and the order to sell everything; what else keeps entries out stays. */
export function resume(tick: Tick): OrderOutcome {
  const { sellAllSince, ...owner } = tick.state.owner
  if (!isOn(tick, 'paused') && !isOn(tick, 'killed') && sellAllSince === undefined)
    return notDone('Nothing is paused.')
  applySafeMode(tick, { kind: 'owner-resumes' })
  tick.state = { ...tick.state, owner }
  const left = tick.state.risk.safeMode.map(({ reason }) => reason)
  const words = left.length > 0 ? `Entries still wait for safe mode: ${left.join(', ')}.` : 'Entries go on.'
  return done('RESUMED', words)
}

function isOn(tick: Tick, reason: SafeModeReason): boolean {
  return tick.state.risk.safeMode.some((trip) => trip.reason === reason)
}
