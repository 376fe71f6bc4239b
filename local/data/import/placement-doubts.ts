import { MarketDataFileError } from '../../../infra/history/market-data-file-error.ts'
import { HOUR_MS, MINUTE_MS } from '../../../shared/time/instant.ts'
import { UsageError } from '../../failure.ts'
import { CALENDAR_BEGINS, openDay } from '../open-dates.ts'
import type { PlacedBar } from './placed-bar.ts'

/** Fewer bars say nothing about how far apart bars are. */
const BARS_MIN = 10
/** No two clocks of a trader's world are less apart, but for those of the same hour. */
const SHIFT_MINUTES_MIN = 30

/** Refuses bars of five minutes, of an hour and the like, which would pass for thinly traded minutes. */
export function assertMinutesApart(file: string, bars: readonly PlacedBar[]): void {
  const days = Map.groupBy(bars, ({ symbol, date }) => `${symbol} ${date}`)
  const steps = [...days.values()].flatMap((day) => {
    const times = day.map(timeOf).toSorted((first, second) => first - second)
    return times.slice(1).map((time, index) => time - (times[index] ?? time))
  })
  const shortest = steps.filter((step) => step > 0).reduce((least, step) => Math.min(least, step), Infinity)
  if (bars.length >= BARS_MIN && shortest > MINUTE_MS && Number.isFinite(shortest))
    throw new MarketDataFileError(
      { file },
      `saw bars ${shortest / MINUTE_MS} minutes apart, allowed are bars of one minute or of one day`,
    )
}

/**
 * Refuses times that were taken as a layout usually has them and contradict the exchange's hours on most days. What
 * the owner has said is not doubted.
 */
export function assertPlausible(
  file: string,
  bars: readonly PlacedBar[],
  assumed: { readonly zone: boolean; readonly label: boolean },
): void {
  const days = [...Map.groupBy(bars, ({ symbol, date }) => `${symbol} ${date}`).values()].flatMap(edgesOf)
  const most = (doubt: (edges: Edges) => boolean) => days.filter(doubt).length * 2 > days.length
  if (assumed.zone && most(isShifted))
    throw new UsageError(
      `${file}: on most days an hour of the session is empty while bars lie outside of it, so its times may be on another clock; pass --timezone America/New_York or --timezone UTC`,
    )
  if (
    assumed.label &&
    most(({ first, last }) => (first === -1 && last === -2) || (first === 1 && last === 0))
  )
    throw new UsageError(
      `${file}: on most days the bars lie one minute beside the session, so its times may be the other end of the bar; pass --label start or --label end`,
    )
}

/** Where the bars of one day lie, in minutes from the open and from the close. */
interface Edges {
  readonly first: number
  readonly last: number
  readonly inFirstHour: number
  readonly inLastHour: number
}

/** The session's beginning is empty and bars lie after its end, or the other way round. */
function isShifted({ first, last, inFirstHour, inLastHour }: Edges): boolean {
  return (inFirstHour === 0 && last >= SHIFT_MINUTES_MIN) || (inLastHour === 0 && first <= -SHIFT_MINUTES_MIN)
}

function edgesOf(day: readonly PlacedBar[]): readonly Edges[] {
  const date = day[0]?.date
  const open = date && date >= CALENDAR_BEGINS ? openDay(date) : undefined
  if (!open) return []
  const times = day.map(timeOf)
  const [earliest, latest] = times.reduce(
    ([low, high], time) => [Math.min(low, time), Math.max(high, time)],
    [Infinity, -Infinity],
  )
  return [
    {
      first: (earliest - open.openAt) / MINUTE_MS,
      last: (latest - open.closeAt) / MINUTE_MS,
      inFirstHour: times.filter((time) => time >= open.openAt && time < open.openAt + HOUR_MS).length,
      inLastHour: times.filter((time) => time >= open.closeAt - HOUR_MS && time < open.closeAt).length,
    },
  ]
}

function timeOf({ time }: PlacedBar): number {
  return time ?? 0
}
