import type { Ticker } from '../../domain/ids.ts'
import type { Money } from '../../domain/money.ts'
import type { CalendarException } from '../../time/calendar-exception.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { BarSeries } from '../bars/bar-series.ts'
import { barAt } from './bar-at.ts'
import { type Calendar, calendarOf } from './calendar.ts'
import type { RecordedFill, RecordedOrder, RunRecord } from './run-record.ts'

/** What an audit has to be told beside the record. */
export interface RunAuditOptions {
  /** `as-quoted` runs like DEMO, whole, free and at the quote of the moment: only its books and hours are judged. */
  readonly fills?: 'next-bar' | 'as-quoted'
  /** Whether the run promises to hold nothing over a close. */
  readonly flatAtClose?: boolean
  readonly calendarExceptions?: readonly CalendarException[]
  /** The recorded quote that stood at a moment, where there is one: what it offers is allowed as well. */
  readonly quoteAt?: (symbol: Ticker, at: EpochMs) => { readonly bid: Money; readonly ask: Money } | undefined
}

/** A fill with its order and the bar that contains it, as far as the record has them. */
export interface FillView {
  readonly fill: RecordedFill
  readonly order: RecordedOrder | undefined
  /** Whether it is the order's first one. */
  readonly isFirst: boolean
  readonly market: { readonly series: BarSeries; readonly bar: number } | undefined
}

/** A fill of which the order and the bar are known. */
export type PlacedFill = FillView & {
  readonly order: RecordedOrder
  readonly market: NonNullable<FillView['market']>
}

/** The record as the checks look at it. */
export interface RunView {
  readonly record: RunRecord
  readonly options: RunAuditOptions
  readonly calendar: Calendar
  readonly seriesBySymbol: ReadonlyMap<Ticker, BarSeries>
  /** In order of time. */
  readonly fills: readonly FillView[]
  readonly placed: readonly PlacedFill[]
}

/** Looks orders and bars up once for all checks. */
export function runView(record: RunRecord, options: RunAuditOptions): RunView {
  const orders = new Map(record.orders.map((order) => [order.orderId, order]))
  const seriesBySymbol = new Map(record.series.map((series) => [series.symbol, series]))
  const begun = new Set<string>()
  const fills = record.fills
    .toSorted((one, other) => one.time - other.time)
    .map((fill) => {
      const isFirst = !begun.has(fill.orderId)
      begun.add(fill.orderId)
      const market = marketOf(fill, seriesBySymbol.get(fill.symbol))
      return { fill, order: orders.get(fill.orderId), isFirst, market }
    })
  return {
    record,
    options,
    calendar: calendarOf(options.calendarExceptions),
    seriesBySymbol,
    fills,
    placed: fills.filter(isPlaced),
  }
}

function marketOf(fill: RecordedFill, series: BarSeries | undefined): FillView['market'] {
  const bar = series ? barAt(series, fill.time) : -1
  return series && bar >= 0 ? { series, bar } : undefined
}

function isPlaced(view: FillView): view is PlacedFill {
  return view.order !== undefined && view.market !== undefined
}
