import type { BarSeries } from '../../bars/bar-series.ts'
import type { Audit } from '../audit.ts'
import { type BarIndex, barObjection } from '../bar-index.ts'
import type { BarsView } from '../bars-view.ts'
import { judged } from '../judged.ts'

/** From how many equal bars in a row on: half an hour of minutes, two weeks of days. */
const BARS_MIN = { minute: 30, day: 10 }

interface EqualRun extends BarIndex {
  readonly bars: number
}

/** The same four prices bar after bar: a feed that stood still. Looks at every stretch of equal bars. */
export function staleBars({ series }: BarsView): Audit {
  return judged({
    name: 'stale-bars',
    severity: 'warning',
    items: allRuns(series),
    judge: (run) => {
      if (run.bars < BARS_MIN[run.series.interval]) return undefined
      return barObjection(run, `${run.bars} bars in a row have the same prices`)
    },
  })
}

function* allRuns(all: readonly BarSeries[]): Iterable<EqualRun> {
  for (const series of all) yield* equalRuns(series)
}

function* equalRuns(series: BarSeries): Iterable<EqualRun> {
  for (let bar = 0; bar < series.length; ) {
    let end = bar + 1
    while (end < series.length && isEqual(series, bar, end)) end += 1
    yield { series, bar, bars: end - bar }
    bar = end
  }
}

function isEqual({ open, high, low, close }: BarSeries, one: number, other: number): boolean {
  return (
    open[one] === open[other] &&
    high[one] === high[other] &&
    low[one] === low[other] &&
    close[one] === close[other]
  )
}
