import { addDays, weekday } from './exchange-time.ts'
import type { ExchangeDate } from './instant.ts'

/** The Monday of a date's week. */
export function weekStart(date: ExchangeDate): ExchangeDate {
  return addDays(date, -((weekday(date) + 6) % 7))
}

/** The first of a date's month. */
export function monthStart(date: ExchangeDate): ExchangeDate {
  return `${date.slice(0, 7)}-01` as ExchangeDate
}
