import type { Bar } from '../../domain/bar.ts'
import type { Ticker } from '../../domain/ids.ts'
import type { BarSeries } from './bar-series.ts'

/** Bars, oldest first, in columns. */
export function seriesOfBars(
  symbol: Ticker,
  interval: BarSeries['interval'],
  bars: readonly Bar[],
): BarSeries {
  const column = (name: keyof Bar) => Float64Array.from(bars, (bar) => bar[name])
  return {
    symbol,
    interval,
    length: bars.length,
    time: column('time'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  }
}
