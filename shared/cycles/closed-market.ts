import type { SessionMoment } from '../time/session.ts'
import type { NotRun } from './trigger.ts'

/** How a call outside the session ends, for the cycles that act only within it. */
export function closedMarket({
  reason,
}: Extract<SessionMoment, { phase: 'closed' }>): Extract<NotRun, { status: 'skipped' }> {
  return { status: 'skipped', reason: `market-closed: ${reason}` }
}
