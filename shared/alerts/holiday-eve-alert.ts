import type { CalendarException } from '../time/calendar-exception.ts'
import { addDays, formatEt, weekday } from '../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import { nextOpenDay, type SpecialDay, specialDays } from '../time/market-calendar.ts'
import type { Alert } from './alert.ts'

/**
 * Tells in the evening which weekdays up to the next session are closed, and whether that session is short; `undefined`
 * before an ordinary day. A day after a closed one is told too, as no report comes on the closed one.
 */
export function holidayEveAlert({
  date,
  time,
  exceptions,
}: {
  readonly date: ExchangeDate
  readonly time: EpochMs
  readonly exceptions?: readonly CalendarException[]
}): Alert | undefined {
  const next = nextOpenDay(date, exceptions)
  const ahead = specialDays({ from: addDays(date, 1), to: next, ...(exceptions && { exceptions }) })
  if (ahead.length === 0) return undefined
  return {
    alertId: `holiday-eve-${date}`,
    type: 'HOLIDAY_EVE',
    urgency: 'info',
    time,
    text: [
      ...ahead.map((day) => dayWords(day, date)),
      `Next session ${WEEKDAYS[weekday(next)]} ${next}`,
      `${formatEt(time, 'date-time')} ET`,
    ].join('\n'),
  }
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

/** "Tomorrow closed: Thanksgiving Day" or "Friday short: closes 13:00 ET, Day after Thanksgiving". */
function dayWords(day: SpecialDay, today: ExchangeDate): string {
  const when = day.date === addDays(today, 1) ? 'Tomorrow' : WEEKDAYS[weekday(day.date)]
  return day.kind === 'closed'
    ? `${when} closed: ${day.name}`
    : `${when} short: closes ${day.closeTime} ET, ${day.name}`
}
