import type { EpochMs } from '../../time/instant.ts'
import type { BarSeries } from '../bars/bar-series.ts'
import { moment } from './told.ts'

/** One bar of a series. */
export interface BarIndex {
  readonly series: BarSeries
  readonly bar: number
}

/** Every bar of every series, leaving out as many at both ends as a check needs for neighbours. */
export function* everyBar(all: readonly BarSeries[], neighbours = 0): Iterable<BarIndex> {
  for (const series of all)
    for (let bar = neighbours; bar < series.length - neighbours; bar += 1) yield { series, bar }
}

/** An objection to one bar: "AAPL 2022-03-14 09:30:00: …". */
export function barObjection({ series, bar }: BarIndex, text: string) {
  const at = series.time[bar]! as EpochMs
  const when = Number.isSafeInteger(at) ? moment(at) : `bar ${bar}`
  return { text: `${series.symbol} ${when}: ${text}`, symbol: series.symbol, at }
}
