import type { EarningsAnnouncement } from '../ports/earnings.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import type { RegularSession } from '../time/session.ts'

/** What is known of the events round one underlying; a field is absent when nobody knows. */
export interface KnownEvents {
  /** Announcements of today; empty when there is known to be none. */
  readonly earnings?: readonly EarningsAnnouncement[]
  /** `none` when the news were read and nothing in them is breaking. */
  readonly breakingAt?: EpochMs | 'none'
}

/**
 * Minutes to or since the nearest earnings announcement or breaking news, for the gate of spec §8. Results told
 * before the open are known at the open and those after the close come at the close; with only a date, or a moment
 * during the session, the whole session counts as the event. Infinity when everything is known and nothing is near,
 * `undefined` when something is unknown and nothing known is near.
 */
export function minutesToEvent(
  { earnings, breakingAt }: KnownEvents,
  { session, now }: { readonly session: RegularSession; readonly now: EpochMs },
): number | undefined {
  const today = earnings?.filter(({ date }) => date === session.date) ?? []
  const distances = today.map((announcement) => minutesBetween(now, momentOf(announcement, session, now)))
  if (typeof breakingAt === 'number') distances.push(minutesBetween(now, breakingAt))
  const everythingKnown = earnings !== undefined && breakingAt !== undefined
  if (distances.length === 0 && !everythingKnown) return undefined
  return Math.min(...distances)
}

function momentOf({ moment }: EarningsAnnouncement, session: RegularSession, now: EpochMs): EpochMs {
  switch (moment) {
    case 'before-open':
      return session.openAt
    case 'after-close':
      return session.closeAt
    case 'during-session':
    case 'unknown':
      return now
  }
}

function minutesBetween(first: EpochMs, second: EpochMs): number {
  return Math.abs(second - first) / MINUTE_MS
}
