import { exchangeDate, formatEt, minuteOfDay } from '../../../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'

const MINUTES_A_DAY = 1_440
const SUMMER_OFFSET_MINUTES = 240

/** The broker's stamp on a quote, e.g. "16:00:00 EDT 06-20-2012". */
export function exchangeStamp(at: EpochMs): string {
  const [year, month, day] = exchangeDate(at).split('-')
  return `${formatEt(at, 'time-seconds')} ${isSummerTime(at) ? 'EDT' : 'EST'} ${month}-${day}-${year}`
}

/** True while New York is on daylight saving time, four hours behind UTC. */
export function isSummerTime(at: EpochMs): boolean {
  const utcMinute = Math.floor(at / MINUTE_MS) % MINUTES_A_DAY
  return (utcMinute - minuteOfDay(at) + MINUTES_A_DAY) % MINUTES_A_DAY === SUMMER_OFFSET_MINUTES
}

/** Whole seconds since 1970, as the broker counts quote times. */
export function epochSeconds(at: EpochMs): number {
  return Math.floor(at / 1_000)
}
