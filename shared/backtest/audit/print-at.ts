import { type Money, moneyFromNumber } from '../../domain/money.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import { MINUTE_MS } from '../../time/instant.ts'
import { printPrice, printsUntil } from './intrabar-path.ts'
import type { PlacedFill, RunView } from './run-view.ts'
import { betterOf } from './side.ts'

/**
 * The last print when a fill happened; before a bar's first print it is the kinder one of the last close and the open.
 * `undefined` within a daily bar, where nobody knows.
 */
export function printAt(view: PlacedFill, { calendar }: RunView): Money | undefined {
  const { fill, market } = view
  const { series, bar } = market
  if (series.interval === 'minute') return minutePrint(view)
  if (fill.time < series.time[bar]! + MINUTE_MS) return moneyFromNumber(series.open[bar]!)
  const day = calendar(exchangeDate(fill.time))
  const isOver = day?.kind === 'open' && fill.time >= day.closeAt
  return isOver ? moneyFromNumber(series.close[bar]!) : undefined
}

/** The side of the recorded quote that a fill trades against, where a quote is known. */
export function quotedAt({ fill }: PlacedFill, { options }: RunView): Money | undefined {
  const quote = options.quoteAt?.(fill.symbol, fill.time)
  return fill.side === 'BUY' ? quote?.ask : quote?.bid
}

function minutePrint({ fill, market: { series, bar } }: PlacedFill): Money {
  const print = printsUntil(series, bar, fill.time) - 1
  if (print >= 0) return printPrice(series, bar, print)
  const open = printPrice(series, bar, 0)
  const before = bar > 0 ? moneyFromNumber(series.close[bar - 1]!) : open
  return betterOf(fill.side, open, before)
}
