import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { nextOpenDay } from '../../../shared/time/market-calendar.ts'
import { counted } from '../counted.ts'
import { openDates } from '../open-dates.ts'

const STRETCHES_SHOWN = 3

/** The sessions of the exchange between the first and the last of these dates that are not among them. */
export function missingSessions(dates: readonly ExchangeDate[]): readonly ExchangeDate[] {
  const [first, last] = [dates[0], dates.at(-1)]
  if (first === undefined || last === undefined) return []
  const there = new Set(dates)
  return openDates(first, last).filter((date) => !there.has(date))
}

/** Missing sessions as the stretches they make, the longest first. */
export function missingText(what: string, missing: readonly ExchangeDate[]): string {
  const stretches: ExchangeDate[][] = []
  for (const date of missing) {
    const stretch = stretches.at(-1)
    const previous = stretch?.at(-1)
    if (stretch && previous && nextOpenDay(previous) === date) stretch.push(date)
    else stretches.push([date])
  }
  const shown = stretches.toSorted((first, second) => second.length - first.length).slice(0, STRETCHES_SHOWN)
  const words = shown.map((dates) => (dates.length > 1 ? `${dates[0]} to ${dates.at(-1)}` : `${dates[0]}`))
  const more = stretches.length - shown.length
  return `${counted(missing.length, 'session')} without a ${what}: ${words.join(', ')}${more > 0 ? ` and ${counted(more, 'other gap')}` : ''}`
}
