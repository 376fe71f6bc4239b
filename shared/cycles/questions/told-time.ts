import { exchangeDate, formatEt } from '../../time/exchange-time.ts'
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../time/instant.ts'

/** "12 s", "3 min", "5 h 24 min" or "2 d 3 h": as exact as an owner wants to know it. */
export function span(milliseconds: number): string {
  const ms = Math.max(0, milliseconds)
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)} s`
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`
  if (ms < DAY_MS) return twoParts(ms, { large: HOUR_MS, small: MINUTE_MS, names: ['h', 'min'] })
  return twoParts(ms, { large: DAY_MS, small: HOUR_MS, names: ['d', 'h'] })
}

/** "10:01 ET", with its date when that is not today's. */
export function moment(at: EpochMs, now: EpochMs): string {
  const isToday = exchangeDate(at) === exchangeDate(now)
  return `${formatEt(at, isToday ? 'time' : 'date-time')} ET`
}

/** "10:01 ET, 12 s ago". */
export function momentAgo(at: EpochMs, now: EpochMs): string {
  return `${moment(at, now)}, ${span(now - at)} ago`
}

function twoParts(
  ms: number,
  by: { readonly large: number; readonly small: number; readonly names: readonly [string, string] },
): string {
  const [large, small] = by.names
  const rest = Math.floor((ms % by.large) / by.small)
  const whole = `${Math.floor(ms / by.large)} ${large}`
  return rest === 0 ? whole : `${whole} ${rest} ${small}`
}
