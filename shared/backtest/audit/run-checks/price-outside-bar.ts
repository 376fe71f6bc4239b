import { type Money, moneyFromNumber } from '../../../domain/money.ts'
import type { Audit } from '../audit.ts'
import { hasDate, lastBegun } from '../bar-at.ts'
import { judged, type Objection } from '../judged.ts'
import type { FillView, RunView } from '../run-view.ts'
import { betterOf, isBetter } from '../side.ts'
import { dollars, fillText } from '../told.ts'

/**
 * Prices better than the bar allows (a buy below its low, a sale above its high), and fills where no bar is. A date
 * without any bar can't be judged, which is a warning.
 */
export function priceOutsideBar(run: RunView): Audit {
  return judged({
    name: 'price-outside-bar',
    severity: 'fault',
    items: run.fills,
    judge: (view) => {
      const { fill } = view
      const problem = isUnknown(view, run)
        ? { text: 'not judged, no bar of that date is known', severity: 'warning' as const }
        : problemOf(view, run)
      return (
        problem && {
          symbol: fill.symbol,
          at: fill.time,
          ...problem,
          text: `${fillText(fill)}: ${problem.text}`,
        }
      )
    },
  })
}

function isUnknown({ fill }: FillView, { seriesBySymbol }: RunView): boolean {
  const series = seriesBySymbol.get(fill.symbol)
  return series === undefined || !hasDate(series, fill.time)
}

function problemOf(view: FillView, run: RunView): Pick<Objection, 'text'> | undefined {
  const { fill } = view
  const extreme = run.options.fills === 'as-quoted' ? standingExtreme(view, run) : barExtreme(view)
  if (extreme === undefined) return { text: 'no bar contains this moment' }
  const quote = run.options.quoteAt?.(fill.symbol, fill.time)
  const quoted = fill.side === 'BUY' ? quote?.ask : quote?.bid
  const allowed = betterOf(fill.side, extreme, quoted ?? extreme)
  if (!isBetter(fill.side, fill.price, allowed)) return undefined
  return { text: `the market was never ${fill.side === 'BUY' ? 'below' : 'above'} ${dollars(allowed)}` }
}

function barExtreme({ fill, market }: FillView): Money | undefined {
  if (!market) return undefined
  const { low, high } = market.series
  return moneyFromNumber((fill.side === 'BUY' ? low : high)[market.bar]!)
}

/** A quote stands until the next print: what trades at it may have the price of a bar before. */
function standingExtreme({ fill }: FillView, { seriesBySymbol }: RunView): Money | undefined {
  const series = seriesBySymbol.get(fill.symbol)
  const bar = series ? lastBegun(series, fill.time) : -1
  if (!series || bar < 0) return undefined
  const close = series.close[Math.max(0, bar - 1)]!
  return moneyFromNumber(
    fill.side === 'BUY' ? Math.min(series.low[bar]!, close) : Math.max(series.high[bar]!, close),
  )
}
