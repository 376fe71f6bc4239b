import { addDays, weekday } from './exchange-time.ts'
import { thanksgiving } from './holiday-rules.ts'
import type { ExchangeDate } from './instant.ts'
import { calendarDate } from './rule-dates.ts'

/** An early close that returns every year. */
export interface EarlyClose {
  readonly name: string
  /** Minute of the day, 780 for 13:00. */
  readonly closeMinute: number
}

const CLOSE_MINUTE = 13 * 60
/** Short days ended an hour later until the end of 1992. */
const CLOSE_MINUTE_BEFORE_1993 = 14 * 60

const DAY_AFTER_THANKSGIVING_SINCE = 1992
const INDEPENDENCE_SINCE = 1995
/** From this year on a Thursday holiday shortens the Wednesday before it and no longer the Friday after it. */
const WEDNESDAY_BEFORE_INDEPENDENCE_SINCE = 2013

const THURSDAY = 4

/**
 * The early closes that the rules of a year name (spec §2). A date may be a weekend or a holiday, as 24 December
 * is when Christmas is observed on it: then there is no session to shorten.
 */
export function earlyClosesOf(year: number): ReadonlyMap<ExchangeDate, EarlyClose> {
  const closeMinute = year < 1993 ? CLOSE_MINUTE_BEFORE_1993 : CLOSE_MINUTE
  const days: (readonly [ExchangeDate, string])[] = [[calendarDate(year, 12, 24), 'Christmas Eve']]
  if (year >= DAY_AFTER_THANKSGIVING_SINCE)
    days.push([addDays(thanksgiving(year), 1), 'Day after Thanksgiving'])
  if (year >= INDEPENDENCE_SINCE) days.push(nextToIndependenceDay(year))
  return new Map(days.map(([date, name]) => [date, { name, closeMinute }]))
}

function nextToIndependenceDay(year: number): readonly [ExchangeDate, string] {
  const isThursday = weekday(calendarDate(year, 7, 4)) === THURSDAY
  return isThursday && year < WEDNESDAY_BEFORE_INDEPENDENCE_SINCE
    ? [calendarDate(year, 7, 5), 'Day after Independence Day']
    : [calendarDate(year, 7, 3), 'Day before Independence Day']
}
