import type { ExchangeDate } from '../../shared/time/instant.ts'

const SHOWN_MAX = 5

/** Dates for a message, the first few by name: "2022-03-14, 2022-03-15 and 3 more". */
export function datesInWords(dates: readonly ExchangeDate[]): string {
  const shown = dates.slice(0, SHOWN_MAX).join(', ')
  return dates.length > SHOWN_MAX ? `${shown} and ${dates.length - SHOWN_MAX} more` : shown
}
