import type { EpochMs } from '../../shared/time/instant.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts'
import { type RegularSession, sessionAt } from '../../shared/time/session.ts'

/** 09:30 ET on Monday, 14 March 2022, the first trading day after the change to daylight-saving time. */
export const OPEN_AT = Date.UTC(2022, 2, 14, 13, 30) as EpochMs

/** So many minutes and seconds after the open of that day. */
export function atMinute(minute: number, seconds = 0): EpochMs {
  return (OPEN_AT + minute * MINUTE_MS + seconds * SECOND_MS) as EpochMs
}

/** The session as the calendar describes it at a moment within it. */
export function sessionNow(at: EpochMs = atMinute(60)): RegularSession {
  const session = sessionAt(at)
  if (session.phase === 'closed') throw new Error(`not a moment of a session: ${at} (${session.reason})`)
  return session
}
