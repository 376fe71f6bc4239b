import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { marketDay, nextOpenDay, previousOpenDay } from '../../../shared/time/market-calendar.ts'

/** Minute sessions before the first day: a month of them, so that twenty-day figures are known on it. */
const SESSIONS_BEFORE = 21
/** Daily bars before those: enough for a 200-day mean on every day that has minutes. */
const DAYS_BEFORE = 260

/** The trading days of a generated world. */
export interface GeneratedPeriod {
  /** Ascending; those before `firstSession` have daily bars only. */
  readonly dates: readonly ExchangeDate[]
  readonly firstSession: ExchangeDate
  readonly firstDay: ExchangeDate
}

/** `days` trading days beginning with `from`, and the history before them. */
export function generatedPeriod(from: ExchangeDate, days: number): GeneratedPeriod {
  if (!Number.isSafeInteger(days) || days < 1)
    throw new RangeError(`days: saw ${days}, allowed are 1 and more`)
  const day = marketDay(from)
  if (day.kind === 'closed')
    throw new RangeError(`from: saw ${from} (${day.name}), allowed is a day on which the exchange is open`)
  const sessions = chain(from, SESSIONS_BEFORE, previousOpenDay).reverse()
  const daily = chain(sessions[0]!, DAYS_BEFORE, previousOpenDay).reverse()
  const dates = [...daily, ...sessions, from, ...chain(from, days - 1, nextOpenDay)]
  return { dates, firstSession: sessions[0]!, firstDay: from }
}

function chain(
  start: ExchangeDate,
  count: number,
  step: (date: ExchangeDate) => ExchangeDate,
): ExchangeDate[] {
  let date = start
  return Array.from({ length: count }, () => {
    date = step(date)
    return date
  })
}
