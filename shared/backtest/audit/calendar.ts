import type { CalendarException } from '../../time/calendar-exception.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import { type MarketDay, marketDay } from '../../time/market-calendar.ts'

/** The market calendar begins here; what happened before can't be judged by it. */
const FIRST_DATE = '1990-01-01'

/** What the exchange does on a date; `undefined` where no calendar reaches. */
export type Calendar = (date: ExchangeDate) => MarketDay | undefined

/** The exchange's calendar with each day worked out once: an audit asks for the same days for every symbol. */
export function calendarOf(exceptions: readonly CalendarException[] = []): Calendar {
  return exceptions.length === 0 ? withoutExceptions : remembering(exceptions)
}

const withoutExceptions = remembering([])

function remembering(exceptions: readonly CalendarException[]): Calendar {
  const days = new Map<ExchangeDate, MarketDay>()
  return (date) => {
    if (date < FIRST_DATE) return undefined
    const known = days.get(date)
    if (known) return known
    const day = marketDay(date, exceptions)
    days.set(date, day)
    return day
  }
}
