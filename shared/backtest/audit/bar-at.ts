import { exchangeDate, exchangeInstant } from '../../time/exchange-time.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../time/instant.ts'
import type { BarSeries } from '../bars/bar-series.ts'
import type { Calendar } from './calendar.ts'

const SESSION_MS = 6.5 * HOUR_MS

/** Index of the last bar that began at or before a moment; -1 before the first. */
export function lastBegun(series: BarSeries, at: number): number {
  let [low, high] = [0, series.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (series.time[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Index of the bar that contains a moment; -1 where none does. A daily bar is the whole of its exchange date. */
export function barAt(series: BarSeries, at: EpochMs): number {
  const index = lastBegun(series, at)
  if (index < 0) return -1
  const begun = series.time[index]! as EpochMs
  const isWithin =
    series.interval === 'minute' ? at < begun + MINUTE_MS : exchangeDate(at) === exchangeDate(begun)
  return isWithin ? index : -1
}

/** Whether there is any bar on the exchange date of a moment: without one nothing can be said of that date. */
export function hasDate(series: BarSeries, at: EpochMs): boolean {
  const date = exchangeDate(at)
  const first = series.time[lastBegun(series, exchangeInstant(date, 0) - 1) + 1]
  return first !== undefined && exchangeDate(first as EpochMs) === date
}

/** When a bar is complete: a minute after its start, or at the close of its session. */
export function barEnd(series: BarSeries, index: number, calendar: Calendar): EpochMs {
  const begun = series.time[index]! as EpochMs
  if (series.interval === 'minute') return (begun + MINUTE_MS) as EpochMs
  const day = calendar(exchangeDate(begun))
  return day?.kind === 'open' ? day.closeAt : ((begun + SESSION_MS) as EpochMs)
}
