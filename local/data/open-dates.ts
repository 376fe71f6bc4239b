import { addDays } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { marketDay, type OpenDay } from '../../shared/time/market-calendar.ts'

/** The exchange's calendar is known from here on. */
export const CALENDAR_BEGINS = '1990-01-01' as ExchangeDate

const known = new Map<ExchangeDate, OpenDay | undefined>()

/** The session of a date, `undefined` when the exchange is closed; asked for the same dates by every symbol. */
export function openDay(date: ExchangeDate): OpenDay | undefined {
  if (known.has(date)) return known.get(date)
  const day = marketDay(date)
  const open = day.kind === 'open' ? day : undefined
  known.set(date, open)
  return open
}

/** Whether the calendar says that the exchange was closed; before it begins nobody can say so. */
export function isClosed(date: ExchangeDate): boolean {
  return date >= CALENDAR_BEGINS && openDay(date) === undefined
}

/** The dates with a session from one date to another, both included, as far back as the calendar knows. */
export function openDates(from: ExchangeDate, until: ExchangeDate): readonly ExchangeDate[] {
  const dates: ExchangeDate[] = []
  const first = from < CALENDAR_BEGINS ? CALENDAR_BEGINS : from
  for (let date = first; date <= until; date = addDays(date, 1)) if (openDay(date)) dates.push(date)
  return dates
}
