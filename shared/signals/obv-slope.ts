import { Obv } from '../indicators/obv.ts'
import type { TapeBar } from '../market-data/recorder.ts'

const BARS = 20

/**
 * Slope of the on-balance volume over the last twenty bars, in shares a bar, fitted by least squares so that no single
 * bar decides; absent with fewer.
 */
export function obvSlope(bars: readonly TapeBar[]): number | undefined {
  if (bars.length < BARS) return undefined
  const obv = new Obv()
  const values = bars.slice(-BARS).map((bar) => obv.next(bar))
  return slope(values.filter((value) => value !== undefined))
}

function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  const rise = values.reduce((sum, value, index) => sum + value * (index - middle), 0)
  const run = values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0)
  return rise / run
}
