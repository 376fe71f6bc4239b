import { addDays, weekday } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { marketDay, previousOpenDay } from '../../../shared/time/market-calendar.ts'

/** A day on which options end. */
export interface OptionExpiry {
  readonly date: ExchangeDate
  readonly kind: 'WEEKLY' | 'MONTHLY'
}

const FRIDAY = 5
const WEEKS = 26
const WEEKLY_WEEKS = 5

/**
 * SIM-ASSUMED: the five Fridays ahead, then the third Friday of each month for half a year; a closed Friday moves to
 * the trading day before.
 */
export function optionExpiries(today: ExchangeDate): readonly OptionExpiry[] {
  const first = addDays(today, (FRIDAY - weekday(today) + 7) % 7)
  return Array.from({ length: WEEKS }, (_, week) => addDays(first, week * 7))
    .map((friday) => ({ friday, kind: isThirdFriday(friday) ? ('MONTHLY' as const) : ('WEEKLY' as const) }))
    .filter(({ kind }, week) => kind === 'MONTHLY' || week < WEEKLY_WEEKS)
    .map(({ friday, kind }) => ({ date: tradingDayUpTo(friday), kind }))
}

function isThirdFriday(friday: ExchangeDate): boolean {
  const day = Number(friday.slice(8))
  return day >= 15 && day <= 21
}

function tradingDayUpTo(date: ExchangeDate): ExchangeDate {
  return marketDay(date).kind === 'open' ? date : previousOpenDay(date)
}
