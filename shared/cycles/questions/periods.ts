import type { CalendarException } from '../../time/calendar-exception.ts'
import { monthStart, weekStart } from '../../time/calendar-period.ts'
import { addDays, weekday } from '../../time/exchange-time.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import { marketDay, previousOpenDay } from '../../time/market-calendar.ts'

/** Some days in a row, both ends included. */
export interface Period {
  readonly label: string
  readonly from: ExchangeDate
  readonly to: ExchangeDate
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

/** The last trading days up to a date, the newest first. */
export function lastTradingDays(
  today: ExchangeDate,
  count: number,
  calendar: readonly CalendarException[],
): readonly Period[] {
  const isOpen = marketDay(today, calendar).kind === 'open'
  const first = isOpen ? today : previousOpenDay(today, calendar)
  return steps(first, count, (date) => previousOpenDay(date, calendar)).map((date) => ({
    label: `${WEEKDAYS[weekday(date)]} ${date.slice(5)}`,
    from: date,
    to: date,
  }))
}

/** The last weeks from Monday on, the newest first. */
export function lastWeeks(today: ExchangeDate, count: number): readonly Period[] {
  return steps(weekStart(today), count, (monday) => addDays(monday, -7)).map((monday) => ({
    label: `from ${monday.slice(5)}`,
    from: monday,
    to: addDays(monday, 6),
  }))
}

/** The last months, the newest first. */
export function lastMonths(today: ExchangeDate, count: number): readonly Period[] {
  return steps(monthStart(today), count, (first) => monthStart(addDays(first, -1))).map((first) => ({
    label: first.slice(0, 7),
    from: first,
    to: addDays(monthStart(addDays(first, 31)), -1),
  }))
}

function steps(
  first: ExchangeDate,
  count: number,
  before: (date: ExchangeDate) => ExchangeDate,
): readonly ExchangeDate[] {
  const dates = [first]
  while (dates.length < count) dates.push(before(dates.at(-1) ?? first))
  return dates
}
