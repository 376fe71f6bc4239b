import { exchangeInstant } from '../time/exchange-time.ts'
import { DAY_MS, type ExchangeDate } from '../time/instant.ts'

const NOON = 720

/** Calendar days from one date to another; 0 on the same date, negative when it is over. */
export function daysAhead(from: ExchangeDate, to: ExchangeDate): number {
  // Noon to noon is an hour longer or shorter across a clock change.
  return Math.round((exchangeInstant(to, NOON) - exchangeInstant(from, NOON)) / DAY_MS)
}
