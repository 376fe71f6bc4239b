import type { TapeBar } from '../market-data/recorder.ts'

const SURGE_BARS = 5
const CORRELATION_CHANGES = 10
const PRESSURE_BARS = 10

/**
 * Volume of the last bar against the five before it. Volumes are taken per minute, because polls are not evenly
 * spaced. Absent with fewer than six bars or when nothing traded in the five.
 */
export function volumeSurge(bars: readonly TapeBar[]): number | undefined {
  const last = bars.at(-1)
  const before = bars.slice(-SURGE_BARS - 1, -1)
  if (!last || before.length < SURGE_BARS) return undefined
  const usual = sum(before, ({ volume }) => volume) / sum(before, ({ minutes }) => minutes)
  return usual > 0 ? volumePerMinute(last) / usual : undefined
}

/** Correlation of the last ten changes of price and of volume; absent with fewer, or when one never changes. */
export function priceVolumeCorrelation(bars: readonly TapeBar[]): number | undefined {
  if (bars.length <= CORRELATION_CHANGES) return undefined
  const recent = bars.slice(-CORRELATION_CHANGES - 1)
  return correlation(
    changes(recent, ({ close }) => close),
    changes(recent, volumePerMinute),
  )
}

/**
 * Where the last ten bars closed within their ranges, weighted by volume: 0 at the lows, 1 at the highs. A bar
 * without a range says nothing; absent with fewer than ten bars or when none says anything.
 */
export function buyPressure(bars: readonly TapeBar[]): number | undefined {
  if (bars.length < PRESSURE_BARS) return undefined
  const telling = bars.slice(-PRESSURE_BARS).filter(({ high, low }) => high > low)
  const volume = sum(telling, (bar) => bar.volume)
  if (volume <= 0) return undefined
  return sum(telling, ({ high, low, close, volume }) => (volume * (close - low)) / (high - low)) / volume
}

function volumePerMinute({ volume, minutes }: TapeBar): number {
  return volume / minutes
}

function changes(bars: readonly TapeBar[], figure: (bar: TapeBar) => number): number[] {
  const values = bars.map(figure)
  return values.slice(1).map((value, index) => value - (values[index] ?? value))
}

function correlation(xs: readonly number[], ys: readonly number[]): number | undefined {
  const xDeviations = deviations(xs)
  const yDeviations = deviations(ys)
  const scale = Math.sqrt(product(xDeviations, xDeviations) * product(yDeviations, yDeviations))
  return scale > 0 ? product(xDeviations, yDeviations) / scale : undefined
}

function deviations(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.map((value) => value - mean)
}

/** Sum of the products of each pair. */
function product(xs: readonly number[], ys: readonly number[]): number {
  return xs.reduce((total, x, index) => total + x * (ys[index] ?? 0), 0)
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0)
}
