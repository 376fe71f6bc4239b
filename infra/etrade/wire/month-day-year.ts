import type { ExchangeDate } from '../../../shared/time/instant.ts'

/** A date as the broker wants it in a query: "03032026" for 3 March 2026. */
export function monthDayYear(date: ExchangeDate): string {
  const [year, month, day] = date.split('-')
  return `${month}${day}${year}`
}
