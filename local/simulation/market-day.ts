import { exchangeInstant } from '../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, SECOND_MS } from '../../shared/time/instant.ts'

/** Minutes of the exchange day at which a simulated session begins and ends. */
export const OPEN = 570
export const CLOSE = 960

/** A moment of a date, by its minute of the day and the seconds after it. */
export function momentOf(date: ExchangeDate, minute: number, seconds = 0): EpochMs {
  return (exchangeInstant(date, minute) + seconds * SECOND_MS) as EpochMs
}
