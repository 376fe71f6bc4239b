import { addDays, exchangeDate, exchangeInstant } from '../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'

/** What the access token is good for at one moment (spec §13). A token that is not known to work is not valid. */
export type TokenState =
  | { readonly kind: 'NOT_FOUND' }
  /** Issued on an earlier New York date: only a new sign-in helps. */
  | { readonly kind: 'EXPIRED' }
  /** Silent for nearly two hours: the broker wants a renewal first. */
  | { readonly kind: 'IDLE'; readonly minutesLeft: number }
  | { readonly kind: 'EXPIRING_SOON'; readonly minutesLeft: number }
  | { readonly kind: 'ACTIVE'; readonly minutesLeft: number }

/** The broker lets a token sleep after 120 silent minutes; ten are kept as a margin. */
const IDLE_AFTER_MINUTES = 110
const EXPIRING_SOON_MINUTES = 60

/** Judges a token by its dates alone; the broker ends it at midnight New York time. */
export function tokenState(
  token: { readonly issuedAt: EpochMs; readonly lastUsedAt: EpochMs } | undefined,
  now: EpochMs,
): TokenState {
  if (!token) return { kind: 'NOT_FOUND' }
  if (exchangeDate(token.issuedAt) !== exchangeDate(now)) return { kind: 'EXPIRED' }
  const minutesLeft = (midnightAfter(now) - now) / MINUTE_MS
  if (now - token.lastUsedAt >= IDLE_AFTER_MINUTES * MINUTE_MS) return { kind: 'IDLE', minutesLeft }
  return { kind: minutesLeft < EXPIRING_SOON_MINUTES ? 'EXPIRING_SOON' : 'ACTIVE', minutesLeft }
}

/** Whether anybody has signed in today; an idle token is woken by its next use. */
export function isSignedIn({ kind }: TokenState): boolean {
  return kind !== 'NOT_FOUND' && kind !== 'EXPIRED'
}

function midnightAfter(now: EpochMs): EpochMs {
  return exchangeInstant(addDays(exchangeDate(now), 1), 0)
}
