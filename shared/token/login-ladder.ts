import { type EpochMs, MINUTE_MS } from '../time/instant.ts'

/** One reminder to log in before the market opens. */
export interface LoginRung {
  /** The rung is due from so many minutes before the open on; it also tells one rung from another. */
  readonly minutesBeforeOpen: number
  readonly tone: 'first' | 'again' | 'urgent' | 'last'
}

/** 08:00, 08:30, 09:00, 09:15 and 09:25 before an open at 09:30 (spec §2). */
const LOGIN_LADDER: readonly LoginRung[] = [
  { minutesBeforeOpen: 90, tone: 'first' },
  { minutesBeforeOpen: 60, tone: 'again' },
  { minutesBeforeOpen: 30, tone: 'urgent' },
  { minutesBeforeOpen: 15, tone: 'urgent' },
  { minutesBeforeOpen: 5, tone: 'last' },
]

/**
 * The reminder that is due while nobody is logged in: the last one whose time has come. Rungs that a late call has
 * missed are skipped; from the open on there is none.
 */
export function dueRung(now: EpochMs, openAt: EpochMs): LoginRung | undefined {
  if (now >= openAt) return undefined
  return LOGIN_LADDER.findLast(({ minutesBeforeOpen }) => now >= openAt - minutesBeforeOpen * MINUTE_MS)
}
