import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { BarSeries } from '../../../../../shared/backtest/bars/bar-series.ts'
import { ticker } from '../../../../../shared/domain/ids.ts'
import { parseExchangeDate } from '../../../../../shared/time/exchange-time.ts'
import { type ExchangeDate, MINUTE_MS } from '../../../../../shared/time/instant.ts'
import { marketDay, nextOpenDay, type OpenDay } from '../../../../../shared/time/market-calendar.ts'

export interface Row {
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

/** Draws numbers from 0 to 1. */
export type Draw = () => number

export function drawFrom(seed: number): Draw {
  const random = xoroshiro128plus(seed)
  return () => uniformFloat64(random)
}

/** So many sessions of the exchange from 2024-11-25 on: Thanksgiving and an early close are the fourth and fifth day. */
export function openDays(count: number): readonly OpenDay[] {
  const days: OpenDay[] = []
  let date: ExchangeDate = parseExchangeDate('2024-11-22')
  while (days.length < count) {
    date = nextOpenDay(date)
    const day = marketDay(date)
    if (day.kind === 'open') days.push(day)
  }
  return days
}

/** Minute bars made up with a seed: a walk in cents with jumps between bars and a few minutes without a trade. */
export function minuteBars({ symbol, days, seed }: BarsOf): BarSeries {
  const draw = drawFrom(seed)
  let price = 40 + 100 * draw()
  const rows = days.flatMap(({ openAt, closeAt }) => {
    price = cents(price * (1 + (draw() - 0.5) / 50))
    const minutes = Array.from({ length: (closeAt - openAt) / MINUTE_MS }, (_, minute) => minute)
    return minutes.flatMap((minute) => {
      const row = nextRow({ time: openAt + minute * MINUTE_MS, price, draw, step: 0.0012 })
      price = row.close
      return draw() < 0.01 && minute > 0 ? [] : [row]
    })
  })
  return seriesOf({ symbol, interval: 'minute', rows })
}

/** One bar a session, of the same kind. */
export function dailyBars({ symbol, days, seed }: BarsOf): BarSeries {
  const draw = drawFrom(seed)
  let price = 40 + 100 * draw()
  const rows = days.map(({ openAt }) => {
    const row = nextRow({ time: openAt, price, draw, step: 0.02 })
    price = row.close
    return row
  })
  return seriesOf({ symbol, interval: 'day', rows })
}

/** Columns of these rows. */
export function seriesOf(options: {
  readonly symbol: string
  readonly interval: BarSeries['interval']
  readonly rows: readonly Row[]
}): BarSeries {
  const { symbol, interval, rows } = options
  const column = (name: keyof Row) => Float64Array.from(rows, (row) => row[name])
  return {
    symbol: ticker(symbol),
    interval,
    length: rows.length,
    time: column('time'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  }
}

/** The rows of a series, to be changed and put into columns again. */
export function rowsOf(series: BarSeries): readonly Row[] {
  return Array.from({ length: series.length }, (_, bar) => ({
    time: series.time[bar]!,
    open: series.open[bar]!,
    high: series.high[bar]!,
    low: series.low[bar]!,
    close: series.close[bar]!,
    volume: series.volume[bar]!,
  }))
}

interface BarsOf {
  readonly symbol: string
  readonly days: readonly OpenDay[]
  readonly seed: number
}

function nextRow(options: {
  readonly time: number
  readonly price: number
  readonly draw: Draw
  readonly step: number
}): Row {
  const { time, price, draw, step } = options
  const jump = draw() < 0.04 ? (draw() - 0.5) * 14 * step : 0
  const open = cents(price * (1 + jump))
  const close = cents(open * (1 + (draw() - 0.5) * 2 * step))
  const high = cents(Math.max(open, close) * (1 + draw() * step))
  const low = cents(Math.min(open, close) * (1 - draw() * step))
  return { time, open, high, low, close, volume: 800 + Math.floor(8_000 * draw()) }
}

function cents(price: number): number {
  return Math.round(price * 100) / 100
}
