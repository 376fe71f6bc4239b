import type { DataAuditOptions } from '../../../../../shared/backtest/audit/bars-view.ts'
import type { Finding } from '../../../../../shared/backtest/audit/finding.ts'
import type { BarSeries } from '../../../../../shared/backtest/bars/bar-series.ts'
import { parseExchangeDate } from '../../../../../shared/time/exchange-time.ts'
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from '../../../../../shared/time/instant.ts'
import { dailyBars, minuteBars, openDays, type Row, rowsOf, seriesOf } from './clean-bars.ts'

/** One way to spoil honest bars, and the check that is meant to see it. */
export interface SpoiledBars {
  readonly name: string
  readonly check: string
  readonly severity: Finding['severity']
  readonly series: () => readonly BarSeries[]
  readonly options?: DataAuditOptions
}

const daily = dailyBars({ symbol: 'AAA', days: openDays(80), seed: 3 })
const minutes = minuteBars({ symbol: 'BBB', days: openDays(3), seed: 3 })
const noon = minutes.time.findIndex((time) => time >= minutes.time[0]! + 150 * MINUTE_MS)

/** Bars that no rule should be tried on. */
export const SPOILED_BARS: readonly SpoiledBars[] = [
  {
    name: 'a 4:1 split is not adjusted for',
    check: 'unadjusted-split',
    severity: 'fault',
    series: () => [rowsChanged(daily, (row, bar) => (bar < 40 ? row : scaled(row, 1 / 4)))],
  },
  {
    name: 'a 1:10 reverse split is not adjusted for',
    check: 'unadjusted-split',
    severity: 'fault',
    series: () => [rowsChanged(daily, (row, bar) => (bar < 40 ? row : scaled(row, 10)))],
  },
  {
    name: 'a 3:2 split is not adjusted for',
    check: 'unadjusted-split',
    severity: 'warning',
    series: () => [rowsChanged(daily, (row, bar) => (bar < 40 ? row : scaled(row, 2 / 3)))],
  },
  {
    name: 'a 2:1 split of minute bars is not adjusted for',
    check: 'unadjusted-split',
    severity: 'fault',
    series: () => [halvedFromDay2(minutes)],
  },
  {
    name: 'minute bars are an hour late',
    check: 'wrong-time-zone',
    severity: 'fault',
    series: () => [rowsChanged(minutes, (row) => ({ ...row, time: row.time + HOUR_MS }))],
  },
  {
    name: 'minute bars are in UTC read as New York',
    check: 'wrong-time-zone',
    severity: 'fault',
    series: () => [rowsChanged(minutes, (row) => ({ ...row, time: row.time - 5 * HOUR_MS }))],
  },
  {
    name: 'daily bars begin at midnight',
    check: 'wrong-time-zone',
    severity: 'fault',
    series: () => [rowsChanged(daily, (row) => ({ ...row, time: row.time - 9.5 * HOUR_MS }))],
  },
  {
    name: 'a bar is there twice',
    check: 'bar-order',
    severity: 'fault',
    series: () => [rowsOfBars(minutes, (rows) => rows.toSpliced(10, 0, rows[10]!))],
  },
  {
    name: 'the newest bar stands first',
    check: 'bar-order',
    severity: 'fault',
    series: () => [rowsOfBars(minutes, (rows) => rows.toReversed())],
  },
  {
    name: 'there are bars on Thanksgiving',
    check: 'closed-day-bars',
    severity: 'fault',
    series: () => [
      rowsOfBars(minutes, (rows) => [...rows, ...rows.slice(-20).map((row) => later(row, DAY_MS))]),
    ],
  },
  {
    name: 'there are bars on a Saturday',
    check: 'closed-day-bars',
    severity: 'fault',
    series: () => [
      rowsOfBars(daily, (rows) => rows.map((row, bar) => (bar === 8 ? later(row, DAY_MS) : row))),
    ],
  },
  {
    name: 'bars come from the future',
    check: 'future-bars',
    severity: 'bias',
    series: () => [minutes],
    options: { now: (minutes.time[500]! + 1) as EpochMs },
  },
  {
    name: 'a print is a decimal place off',
    check: 'bad-print',
    severity: 'warning',
    series: () => [rowsChanged(minutes, (row, bar) => (bar === noon ? { ...row, low: row.low / 10 } : row))],
  },
  {
    name: 'the high leaps and is back',
    check: 'bad-print',
    severity: 'warning',
    series: () => [
      rowsChanged(minutes, (row, bar) => (bar === noon ? { ...row, high: row.high * 1.3 } : row)),
    ],
  },
  {
    name: 'an hour is missing',
    check: 'gap-in-bars',
    severity: 'warning',
    series: () => [rowsOfBars(minutes, (rows) => rows.toSpliced(noon, 60))],
  },
  {
    name: 'a session is missing',
    check: 'gap-in-bars',
    severity: 'warning',
    series: () => [rowsOfBars(daily, (rows) => rows.toSpliced(30, 1))],
  },
  {
    name: 'days have no volume',
    check: 'zero-volume',
    severity: 'warning',
    series: () => [rowsChanged(daily, (row, bar) => (bar > 70 ? { ...row, volume: 0 } : row))],
  },
  {
    name: 'the feed stands still',
    check: 'stale-bars',
    severity: 'warning',
    series: () => {
      const [still] = rowsOf(minutes)
      return [
        rowsChanged(minutes, (row, bar) => (bar > 100 && bar < 160 ? { ...still!, time: row.time } : row)),
      ]
    },
  },
  {
    name: 'a high is below the close',
    check: 'impossible-bar',
    severity: 'fault',
    series: () => [
      rowsChanged(minutes, (row, bar) => (bar === noon ? { ...row, high: row.close * 0.99 } : row)),
    ],
  },
  {
    name: 'a price is missing',
    check: 'impossible-bar',
    severity: 'fault',
    series: () => [rowsChanged(minutes, (row, bar) => (bar === noon ? { ...row, open: Number.NaN } : row))],
  },
  {
    name: 'every symbol of a long list survives',
    check: 'survivor-list',
    severity: 'warning',
    series: survivors,
  },
  {
    name: 'the symbols are picked afterwards',
    check: 'survivor-list',
    severity: 'bias',
    series: () => [daily],
    options: { universePickedOn: parseExchangeDate('2025-02-03') },
  },
]

/** The honest bars themselves, for the other side of the test. */
export const HONEST_BARS: readonly BarSeries[] = [daily, minutes]

/** 25 symbols over more than two years, all of them to the end. */
function survivors(): readonly BarSeries[] {
  const days = openDays(520)
  return Array.from({ length: 25 }, (_, index) => dailyBars({ symbol: `S${index}`, days, seed: 100 + index }))
}

function halvedFromDay2(series: BarSeries): BarSeries {
  const second = openDays(2)[1]!.openAt
  return rowsChanged(series, (row) => (row.time < second ? row : scaled(row, 1 / 2)))
}

function rowsChanged(series: BarSeries, change: (row: Row, bar: number) => Row): BarSeries {
  return rowsOfBars(series, (rows) => rows.map(change))
}

function rowsOfBars(
  { symbol, interval, ...rest }: BarSeries,
  change: (rows: readonly Row[]) => readonly Row[],
) {
  return seriesOf({ symbol, interval, rows: change(rowsOf({ symbol, interval, ...rest })) })
}

function scaled(row: Row, factor: number): Row {
  const { open, high, low, close } = row
  return { ...row, open: open * factor, high: high * factor, low: low * factor, close: close * factor }
}

function later(row: Row, ms: number): Row {
  return { ...row, time: row.time + ms }
}
