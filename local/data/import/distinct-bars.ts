import { MarketDataFileError } from '../../../infra/history/market-data-file-error.ts'
import type { PlacedBar } from './placed-bar.ts'

/** Bars in order of time, each moment once. */
export interface DistinctBars {
  readonly bars: readonly PlacedBar[]
  /** Repeated bars with equal values. */
  readonly duplicates: number
}

/** Sorts the bars of one symbol and drops repeated ones; two truths about one moment are refused. */
export function distinctBars(bars: readonly PlacedBar[]): DistinctBars {
  const sorted = bars.toSorted(byMoment)
  const kept: PlacedBar[] = []
  for (const bar of sorted) {
    const previous = kept.at(-1)
    if (!previous || byMoment(previous, bar) !== 0) kept.push(bar)
    else if (!hasSameValues(previous, bar)) throw contradiction(previous, bar)
  }
  return { bars: kept, duplicates: sorted.length - kept.length }
}

/** Whether two bars say the same of their moment. */
export function hasSameValues(first: Values, second: Values): boolean {
  return (['open', 'high', 'low', 'close', 'volume'] as const).every((name) => first[name] === second[name])
}

type Values = Pick<PlacedBar, 'open' | 'high' | 'low' | 'close' | 'volume'>

function byMoment(first: PlacedBar, second: PlacedBar): number {
  if (first.time !== undefined && second.time !== undefined) return first.time - second.time
  if (first.date === second.date) return 0
  return first.date < second.date ? -1 : 1
}

function contradiction(first: PlacedBar, second: PlacedBar): MarketDataFileError {
  const when = second.time === undefined ? second.date : new Date(second.time).toISOString()
  const at = `${first.file} line ${first.line}`
  return new MarketDataFileError(
    { file: second.file, line: second.line },
    `saw other values of ${second.symbol} at ${when} than in ${at} (${inWords(second)} and ${inWords(first)}), allowed are equal ones`,
  )
}

function inWords({ open, high, low, close, volume }: Values): string {
  return [open, high, low, close, volume].join()
}
