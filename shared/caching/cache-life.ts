import { addDays, exchangeDate, exchangeInstant } from '../time/exchange-time.ts'
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../time/instant.ts'

/** What may be answered from memory instead of asking again. */
export type CacheKind = 'quote' | 'balance' | 'accounts' | 'history' | 'technicals' | 'news' | 'calendar'

/** Spec §4. */
const LIFE_MS: Record<Exclude<CacheKind, 'accounts'>, number> = {
  quote: 5 * SECOND_MS,
  balance: 60 * SECOND_MS,
  history: HOUR_MS,
  technicals: 30 * MINUTE_MS,
  news: 30 * MINUTE_MS,
  calendar: DAY_MS,
}

/** From when on a value read now must be asked for again; a list of accounts ends with the token, at midnight ET. */
export function cacheEnd(kind: CacheKind, readAt: EpochMs): EpochMs {
  if (kind === 'accounts') return exchangeInstant(addDays(exchangeDate(readAt), 1), 0)
  return (readAt + LIFE_MS[kind]) as EpochMs
}
