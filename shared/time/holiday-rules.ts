import { easterSunday } from './easter.ts'
import { addDays, weekday } from './exchange-time.ts'
import type { ExchangeDate } from './instant.ts'
import { calendarDate, nthWeekday, onOrAfter } from './rule-dates.ts'

const MARTIN_LUTHER_KING_SINCE = 1998
const JUNETEENTH_SINCE = 2022

const SUNDAY = 0
const MONDAY = 1
const SATURDAY = 6

/**
 * The yearly holidays of the exchange by the date on which it closes for them (spec §2). A New Year's Day on a
 * Saturday is absent: NYSE Rule 7.2 keeps the Friday before open because it ends the accounting year.
 */
export function holidaysOf(year: number): ReadonlyMap<ExchangeDate, string> {
  const newYear = calendarDate(year, 1, 1)
  const holidays: (readonly [ExchangeDate, string])[] = [
    [addDays(easterSunday(year), -2), 'Good Friday'],
    [nthWeekday(year, { month: 2, weekday: MONDAY, nth: 3 }), "Washington's Birthday"],
    [onOrAfter(calendarDate(year, 5, 25), MONDAY), 'Memorial Day'],
    [observed(calendarDate(year, 7, 4)), 'Independence Day'],
    [nthWeekday(year, { month: 9, weekday: MONDAY, nth: 1 }), 'Labor Day'],
    [thanksgiving(year), 'Thanksgiving Day'],
    [observed(calendarDate(year, 12, 25)), 'Christmas Day'],
  ]
  if (weekday(newYear) !== SATURDAY) holidays.push([observed(newYear), "New Year's Day"])
  if (year >= MARTIN_LUTHER_KING_SINCE)
    holidays.push([nthWeekday(year, { month: 1, weekday: MONDAY, nth: 3 }), 'Martin Luther King Jr. Day'])
  if (year >= JUNETEENTH_SINCE) holidays.push([observed(calendarDate(year, 6, 19)), 'Juneteenth'])
  return new Map(holidays)
}

/** The fourth Thursday of November. */
export function thanksgiving(year: number): ExchangeDate {
  return nthWeekday(year, { month: 11, weekday: 4, nth: 4 })
}

/** A holiday on a Saturday closes the Friday before, one on a Sunday the Monday after. */
function observed(holiday: ExchangeDate): ExchangeDate {
  const day = weekday(holiday)
  if (day === SATURDAY) return addDays(holiday, -1)
  return day === SUNDAY ? addDays(holiday, 1) : holiday
}
