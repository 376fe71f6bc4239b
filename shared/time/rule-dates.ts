import { addDays, parseExchangeDate, type Weekday, weekday } from './exchange-time.ts'
import type { ExchangeDate } from './instant.ts'

/** The date of a year, a month (1 to 12) and a day of the month; a day that does not exist throws. */
export function calendarDate(year: number, month: number, day: number): ExchangeDate {
  const [mm, dd] = [month, day].map((part) => String(part).padStart(2, '0'))
  return parseExchangeDate(`${String(year).padStart(4, '0')}-${mm}-${dd}`)
}

/** The day of the week that a rule counts within a month, e.g. the third Monday of January. */
export interface CountedWeekday {
  readonly month: number
  readonly weekday: Weekday
  /** 1 for the first of the month. */
  readonly nth: number
}

/** A rule such as "the fourth Thursday of November" in one year. */
export function nthWeekday(year: number, rule: CountedWeekday): ExchangeDate {
  const first = onOrAfter(calendarDate(year, rule.month, 1), rule.weekday)
  return addDays(first, (rule.nth - 1) * 7)
}

/** The first such day of the week on a date or after it. */
export function onOrAfter(date: ExchangeDate, day: Weekday): ExchangeDate {
  return addDays(date, (day - weekday(date) + 7) % 7)
}
