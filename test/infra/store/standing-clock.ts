import type { Clock } from '../../../shared/ports/clock.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'

/** A clock that stands still, for programs whose subject isn't time. */
export const STANDING_CLOCK: Clock = {
  now: () => Date.parse('2026-03-03T14:36:00Z') as EpochMs,
  sleep: async () => {},
}
