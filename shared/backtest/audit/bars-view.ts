import type { CalendarException } from '../../time/calendar-exception.ts'
import { addDays, exchangeDate, exchangeInstant } from '../../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../time/instant.ts'
import type { BarSeries } from '../bars/bar-series.ts'
import { type Calendar, calendarOf } from './calendar.ts'

/** What an audit of bars has to be told beside the bars. */
export interface DataAuditOptions {
  /** The present: bars that begin after it can't be known. */
  readonly now?: EpochMs
  /** The date by which the symbols were chosen. */
  readonly universePickedOn?: ExchangeDate
  /** From how many symbols on a universe in which none ever ends looks like one of survivors; 20 by default. */
  readonly survivorSymbolsMin?: number
  readonly calendarExceptions?: readonly CalendarException[]
}

/** The bars of one exchange date of a series, by their indexes; a daily series has one bar a date. */
export interface SessionBars {
  readonly series: BarSeries
  readonly date: ExchangeDate
  readonly first: number
  readonly last: number
}

/** Bars as the checks on data look at them. */
export interface BarsView {
  readonly series: readonly BarSeries[]
  readonly options: DataAuditOptions
  readonly calendar: Calendar
  /** Of each series, in its order. */
  readonly sessions: ReadonlyMap<BarSeries, readonly SessionBars[]>
}

/** Parts every series into its dates once for all checks. */
export function barsView(series: readonly BarSeries[], options: DataAuditOptions): BarsView {
  return {
    series,
    options,
    calendar: calendarOf(options.calendarExceptions),
    sessions: new Map(series.map((one) => [one, sessionsOf(one)])),
  }
}

/** All dates of all series, one series after the other. */
export function allSessions({ sessions }: BarsView): readonly SessionBars[] {
  return [...sessions.values()].flat()
}

function sessionsOf(series: BarSeries): readonly SessionBars[] {
  const sessions: SessionBars[] = []
  for (let first = 0; first < series.length; ) {
    const date = exchangeDate(series.time[first]! as EpochMs)
    const end = series.interval === 'day' ? first + 1 : endOfDate({ series, date, first })
    sessions.push({ series, date, first, last: end - 1 })
    first = end
  }
  return sessions
}

/** The date is asked for once a session: asking for every bar would take most of the audit's time. */
function endOfDate({ series, date, first }: Omit<SessionBars, 'last'>): number {
  const from = exchangeInstant(date, 0)
  const until = exchangeInstant(addDays(date, 1), 0)
  let end = first + 1
  while (end < series.length && series.time[end]! >= from && series.time[end]! < until) end += 1
  return end
}
