import type { DailyBar } from '../../shared/domain/bar.ts'
import { type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'
import type { YahooChart, YahooSplit } from './yahoo-chart.ts'

/** The provider computes in 32-bit floats; what it means is a price of at most four decimals. */
const PRICE_STEPS_A_DOLLAR = 10_000

/** One row of a chart whose five numbers are all there and fit together. */
export type YahooRow = Omit<DailyBar, 'date'> & { readonly time: EpochMs }

/**
 * The complete rows of a chart, ascending. A row with a missing number is left out, since nothing says what it was,
 * and so is one whose low or high contradicts its open or close.
 */
export function yahooRows(chart: YahooChart): readonly YahooRow[] {
  const [columns] = chart.indicators.quote
  const rows = (chart.timestamp ?? []).flatMap((seconds, index) => {
    const [open, high, low, close] = [columns?.open, columns?.high, columns?.low, columns?.close].map(
      (values) => price(values?.[index]),
    )
    const volume = columns?.volume?.[index]
    if (open === undefined || high === undefined || low === undefined || close === undefined) return []
    if (volume === undefined || volume === null || volume < 0) return []
    if (low > Math.min(open, close) || high < Math.max(open, close)) return []
    return [{ time: (seconds * SECOND_MS) as EpochMs, open, high, low, close, volume }]
  })
  return rows.toSorted((first, second) => first.time - second.time)
}

/**
 * By what prices must be multiplied to stand as they stood before these splits: the provider restates all of its
 * past for every split up to today.
 */
export function splitFactor(splits: readonly YahooSplit[]): number {
  return splits.reduce((factor, { numerator, denominator }) => (factor * numerator) / denominator, 1)
}

/** A row on the scale of the shares of before the splits; fewer shares changed hands at higher prices. */
export function unsplit(row: YahooRow, factor: number): YahooRow {
  if (factor === 1) return row
  const { time, open, high, low, close, volume } = row
  const restated = { open: open * factor, high: high * factor, low: low * factor, close: close * factor }
  return { time, ...restated, volume: Math.round(volume / factor) }
}

function price(value: number | null | undefined): number | undefined {
  if (value === undefined || value === null || value <= 0) return undefined
  return Math.round(value * PRICE_STEPS_A_DOLLAR) / PRICE_STEPS_A_DOLLAR
}
