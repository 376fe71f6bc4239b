import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { BarSeries } from '../bars/bar-series.ts'
import { lastBegun } from './bar-at.ts'

/** Factors lie between 1/2 and 2, each bar its own. */
const DOUBLINGS = 2

/**
 * The same bars up to a moment; those that begin at it or later are made up by chance: prices and volumes are multiplied,
 * and open and close are drawn anew between low and high, or a rule that knows whether the next bar rises would go unseen.
 */
export function scrambledBars(options: {
  readonly series: BarSeries
  readonly from: number
  readonly seed: number
}): BarSeries {
  const { series, from, seed } = options
  const copy = {
    ...series,
    open: series.open.slice(),
    high: series.high.slice(),
    low: series.low.slice(),
    close: series.close.slice(),
    volume: series.volume.slice(),
  }
  const random = xoroshiro128plus(seed)
  const draw = () => uniformFloat64(random)
  for (let bar = lastBegun(series, from - 1) + 1; bar < series.length; bar += 1) scramble(copy, bar, draw)
  return copy
}

function scramble({ open, high, low, close, volume }: BarSeries, bar: number, draw: () => number): void {
  const factor = () => 2 ** (DOUBLINGS * (draw() - 0.5))
  const price = factor()
  high[bar]! *= price
  low[bar]! *= price
  open[bar] = low[bar]! + draw() * (high[bar]! - low[bar]!)
  close[bar] = low[bar]! + draw() * (high[bar]! - low[bar]!)
  volume[bar] = Math.round(volume[bar]! * factor())
}
