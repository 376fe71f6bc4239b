import { exchangeDate } from '../../../time/exchange-time.ts'
import type { EpochMs } from '../../../time/instant.ts'
import type { BarSeries } from '../../bars/bar-series.ts'
import { type AccountAtMark, accountAtMarks } from '../account-at-marks.ts'
import type { Audit } from '../audit.ts'
import { barEnd, hasDate, lastBegun } from '../bar-at.ts'
import { printPrice, printsUntil } from '../intrabar-path.ts'
import { judged } from '../judged.ts'
import type { RunView } from '../run-view.ts'
import { dollars, moment } from '../told.ts'

const UNITS_PER_DOLLAR = 10_000

/** In units of 1/10,000 USD; `undefined` before the first price. */
type PriceKnown = (series: BarSeries, at: EpochMs, run: RunView) => number | undefined

/**
 * Equity that is not the cash of the mark and the positions at a price known then. Known are the close of the last
 * complete bar, the last print, and after hours the last close of the regular session; one of them must fit for all
 * positions together. A mark with a position whose bars of that date are not known is left unjudged.
 */
export function equityMismatch(run: RunView): Audit {
  return judged({
    name: 'equity-mismatch',
    severity: 'fault',
    items: accountAtMarks(run),
    judge: (account) => {
      const { mark, held } = account
      const tolerance = 1 + [...held.values()].reduce((sum, shares) => sum + Math.abs(shares), 0) / 2
      const fits = (price: PriceKnown) =>
        Math.abs(mark.equity - equityAt({ account, price, run })) <= tolerance
      if ([lastClose, lastPrint, lastRegularClose].some(fits) || isUnknown(account, run)) return undefined
      const expected = equityAt({ account, price: lastClose, run })
      const text = `equity at ${moment(mark.time)} is ${dollars(mark.equity)}, cash and positions at the last close make it ${dollars(expected)}`
      return { text, at: mark.time }
    },
  })
}

function equityAt(options: {
  readonly account: AccountAtMark
  readonly price: PriceKnown
  readonly run: RunView
}): number {
  const { account, price, run } = options
  const { mark, held } = account
  let equity: number = mark.cash
  for (const [symbol, shares] of held) {
    if (shares === 0) continue
    const series = run.seriesBySymbol.get(symbol)
    equity += shares * ((series && price(series, mark.time, run)) ?? 0)
  }
  return equity
}

function isUnknown({ mark, held }: AccountAtMark, { seriesBySymbol }: RunView): boolean {
  return [...held].some(([symbol, shares]) => {
    const series = seriesBySymbol.get(symbol)
    return shares !== 0 && (series === undefined || !hasDate(series, mark.time))
  })
}

const lastClose: PriceKnown = (series, at, { calendar }) => {
  let bar = lastBegun(series, at)
  if (bar >= 0 && barEnd(series, bar, calendar) > at) bar -= 1
  return bar < 0 ? undefined : series.close[bar]! * UNITS_PER_DOLLAR
}

const lastPrint: PriceKnown = (series, at, run) => {
  const bar = lastBegun(series, at)
  const prints = bar < 0 || series.interval === 'day' ? 0 : printsUntil(series, bar, at)
  return prints > 0 ? printPrice(series, bar, prints - 1) : lastClose(series, at, run)
}

const lastRegularClose: PriceKnown = (series, at, run) => {
  const day = run.calendar(exchangeDate(at))
  return lastClose(series, day?.kind === 'open' && at > day.closeAt ? day.closeAt : at, run)
}
