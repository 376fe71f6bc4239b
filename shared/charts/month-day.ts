import type { ExchangeDate } from '../time/instant.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "Mar 14": a date along an axis, where the year is known. */
export function monthDay(date: ExchangeDate): string {
  const [, month, day] = date.split('-').map(Number)
  return `${MONTHS[(month ?? 1) - 1]} ${day}`
}
