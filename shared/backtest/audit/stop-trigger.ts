import { type Money, moneyFromNumber } from '../../domain/money.ts'
import type { BarSeries } from '../bars/bar-series.ts'
import type { CostModel } from '../costs/cost-model.ts'
import { lastBegun } from './bar-at.ts'
import { printPrice, printsOf, printsUntil, stoodAtOpen } from './intrabar-path.ts'
import type { RecordedOrder } from './run-record.ts'
import type { PlacedFill } from './run-view.ts'
import { worseOf } from './side.ts'

const PRINTS_A_BAR = 4

/**
 * The best price of a stop order in the bar that sets it off: its stop, or the open of the bar where that was worse
 * (spec §10: a gapped stop fills at min(open, stop)). `undefined` for other orders, and once the stop went off earlier:
 * what is left of it then is a market order. That may also happen unseen, where the print that sets a stop off is too small to
 * give our share of it a share.
 */
export function stopTrigger(view: PlacedFill, { volumeSharePctMax }: CostModel): Money | undefined {
  const { series, bar } = view.market
  return isThin(volumeSharePctMax, series.volume[bar]!) ? undefined : stopPrice(view)
}

/** The same where the bar may be too thin to tell whether the stop went off in it. */
export function stopPrice({ fill, order, isFirst, market }: PlacedFill): Money | undefined {
  const { series, bar } = market
  if (order.type !== 'STOP' || order.stop === undefined || !isFirst) return undefined
  if (wentOff({ order, series, until: bar })) return undefined
  if (!stoodAtOpen(series, bar, order.decidedAt)) return order.stop
  return worseOf(fill.side, order.stop, moneyFromNumber(series.open[bar]!))
}

function isThin(sharePct: number, volume: number): boolean {
  return (Math.floor(volume / PRINTS_A_BAR) * sharePct) / 100 < 1
}

/** Whether the bars from the decision on, up to one that is not looked at, reached the stop. */
export function wentOff(options: {
  readonly order: RecordedOrder
  readonly series: BarSeries
  readonly until: number
}): boolean {
  const { order, series, until } = options
  for (let bar = Math.max(0, lastBegun(series, order.decidedAt)); bar < until; bar += 1)
    if (reaches({ order, series, bar })) return true
  return false
}

function reaches({ order, series, bar }: { order: RecordedOrder; series: BarSeries; bar: number }): boolean {
  const { side, decidedAt } = order
  const stop = order.stop ?? Number.NaN
  const isReached = (price: number) => (side === 'SELL' ? price <= stop : price >= stop)
  if (stoodAtOpen(series, bar, decidedAt))
    return isReached(moneyFromNumber(side === 'SELL' ? series.low[bar]! : series.high[bar]!))
  for (let print = printsUntil(series, bar, decidedAt); print < printsOf(series); print += 1)
    if (isReached(printPrice(series, bar, print))) return true
  return false
}
