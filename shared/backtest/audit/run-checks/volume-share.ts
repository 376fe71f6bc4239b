import type { EpochMs } from '../../../time/instant.ts'
import type { BarSeries } from '../../bars/bar-series.ts'
import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { RunView } from '../run-view.ts'
import { moment } from '../told.ts'

interface BarTraded {
  readonly series: BarSeries
  readonly bar: number
  readonly shares: number
}

/** Bars in which the run traded more than its share of what was traded there, all its fills together. */
export function volumeShare({ placed, record }: RunView): Audit {
  const pct = record.costs.volumeSharePctMax
  return judged({
    name: 'volume-share',
    severity: 'fault',
    items: tradedByBar(placed),
    judge: ({ series, bar, shares }) => {
      const volume = series.volume[bar]!
      if (shares <= (volume * pct) / 100) return undefined
      const at = series.time[bar]! as EpochMs
      const text = `${shares} shares of ${series.symbol} traded in the bar of ${moment(at)}, which had ${volume}; allowed are ${pct} %`
      return { text, symbol: series.symbol, at }
    },
  })
}

function tradedByBar(placed: RunView['placed']): Iterable<BarTraded> {
  const traded = new Map<string, BarTraded>()
  for (const { fill, market } of placed) {
    const key = `${fill.symbol} ${market.bar}`
    traded.set(key, { ...market, shares: (traded.get(key)?.shares ?? 0) + fill.quantity })
  }
  return traded.values()
}
