import { type EpochMs, SECOND_MS } from '../time/instant.ts'

/** The pause that the broker's own limit answer asks for. */
export interface Freeze {
  /** When the broker last said so. */
  readonly since: EpochMs
  readonly until: EpochMs
  readonly seconds: number
}

/** Spec §14, and reference §10 for what may not wait. */
const FIRST_SECONDS = 1
const SECONDS_MAX = 60
const URGENT_EVERY_SECONDS = 5

/**
 * After a limit answer: one second, and twice as long each time that the pause was kept and did not help. Calls that
 * were under way when the pause began do not lengthen it.
 */
export function frozen(before: Freeze | undefined, now: EpochMs): Freeze {
  if (before && now < before.until) return { ...before, since: now }
  const seconds = before ? Math.min(SECONDS_MAX, before.seconds * 2) : FIRST_SECONDS
  return { since: now, until: (now + seconds * SECOND_MS) as EpochMs, seconds }
}

/** After a good answer: nothing is left of a pause that is over. */
export function thawed(before: Freeze | undefined, now: EpochMs): Freeze | undefined {
  return before && now < before.until ? before : undefined
}

/** How long a call waits for the pause; a cancel or an exit tries every five seconds all the same. */
export function freezeWaitMs(freeze: Freeze | undefined, isUrgent: boolean, now: EpochMs): number {
  if (!freeze) return 0
  const urgentAt = freeze.since + URGENT_EVERY_SECONDS * SECOND_MS
  return Math.max(0, (isUrgent ? Math.min(freeze.until, urgentAt) : freeze.until) - now)
}
