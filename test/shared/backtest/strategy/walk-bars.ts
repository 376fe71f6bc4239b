import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { BarSeries } from '../../../../shared/backtest/bars/bar-series.ts'
import { ticker } from '../../../../shared/domain/ids.ts'
import { type ExchangeDate, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { marketDay, nextOpenDay } from '../../../../shared/time/market-calendar.ts'

interface Walk {
  readonly seed: number
  readonly bars: number
  readonly symbol?: string
  /** A date before the first session. */
  readonly after?: string
  /** How far a bar moves the price at most, in percent. */
  readonly stepPct?: number
  readonly volume?: (draw: () => number) => number
  /** How far a bar opens from the last close at most, in percent; 0 is gapless. */
  readonly gapPct?: number
  /** Every price is a multiple of it, in USD. */
  readonly tick?: number
}

const PRICE_MIN = 1

/** Minute bars of whole sessions made up with a seed, no market's: a walk from 100 USD that never goes below 1. */
export function walkBars(walk: Walk): BarSeries {
  const { seed, bars, stepPct = 0.1, gapPct = 0, tick = 0.01, volume = () => 1e9 } = walk
  const random = xoroshiro128plus(seed)
  const draw = () => uniformFloat64(random)
  const move = (price: number, pct: number) =>
    Math.max(PRICE_MIN, onTick(price * (1 + ((draw() * 2 - 1) * pct) / 100), tick))
  const series = emptySeries(walk.symbol ?? 'WALK', bars)
  const times = sessionMinutes(walk.after ?? '2021-12-31', bars)
  let close = 100
  for (let index = 0; index < bars; index += 1) {
    const open = gapPct === 0 ? close : move(close, gapPct)
    close = move(open, stepPct)
    series.time[index] = times[index]!
    series.open[index] = open
    series.close[index] = close
    series.high[index] = Math.max(open, close, gapPct === 0 ? 0 : move(open, stepPct))
    series.low[index] = Math.min(open, close, gapPct === 0 ? Infinity : move(open, stepPct))
    series.volume[index] = volume(draw)
  }
  return series
}

/** Cents are divided, not multiplied, so that 100.01 is the number that reads 100.01. */
function onTick(price: number, tick: number): number {
  return Math.round(price / tick) / Math.round(1 / tick)
}

/** Columns of zeros. */
export function emptySeries(symbol: string, length: number, interval: BarSeries['interval'] = 'minute') {
  const column = () => new Float64Array(length)
  return {
    symbol: ticker(symbol),
    interval,
    length,
    time: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  } satisfies BarSeries
}

/** The minutes of the sessions after a date, early closes included. */
export function sessionMinutes(after: string, count: number): Float64Array {
  const minutes = new Float64Array(count)
  let date = nextOpenDay(after as ExchangeDate)
  for (let filled = 0; filled < count; date = nextOpenDay(date)) {
    const day = marketDay(date)
    if (day.kind === 'closed') continue
    for (let at: number = day.openAt; at < day.closeAt && filled < count; at += MINUTE_MS)
      minutes[filled++] = at
  }
  return minutes
}
