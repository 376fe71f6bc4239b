import { sessionAt } from '../../time/session.ts'
import type { Tick } from '../tick.ts'
import { done, notDone, type OrderOutcome } from './order-outcome.ts'

/** Has the plan of the day built again by whoever works on the day next; tape, positions and orders stay. */
export function reload(tick: Tick): OrderOutcome {
  const { owner } = tick.state
  if (owner.reloadAt !== undefined) return notDone('It is ordered already; the next scan does it.')
  tick.state = { ...tick.state, owner: { ...owner, reloadAt: tick.now } }
  return done(
    'RELOAD',
    `${whenIn(tick)} plans, candidates and selection, from bars that are at most an hour old. ` +
      'The tape of the day stays; positions and orders are not touched.',
  )
}

/** Scans are called every other minute. */
function whenIn({ now, world }: Tick): string {
  const { phase } = sessionAt(now, world.calendar)
  return phase === 'closed'
    ? 'The market is closed: the next preparation of a day, or the first scan after the open, builds anew:'
    : 'The next scan, within two minutes, builds the day again:'
}
