import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { RunView } from '../run-view.ts'
import { isBetter } from '../side.ts'
import { stopTrigger } from '../stop-trigger.ts'
import { dollars, fillText } from '../told.ts'

/** Stops that traded better than their price, or better than the open of a bar that opened beyond them. */
export function gapOptimisticStop({ placed, record }: RunView): Audit {
  return judged({
    name: 'gap-optimistic-stop',
    severity: 'fault',
    items: placed.filter(({ order }) => order.type === 'STOP'),
    judge: (view) => {
      const { fill, market } = view
      const allowed = stopTrigger(view, record.costs)
      if (allowed === undefined || !isBetter(fill.side, fill.price, allowed)) return undefined
      const open = dollars(market.series.open[market.bar]! * 10_000)
      return {
        text: `${fillText(fill)}: the stop is ${dollars(view.order.stop ?? 0)}, the bar opened at ${open}, allowed is ${dollars(allowed)}`,
        symbol: fill.symbol,
        at: fill.time,
      }
    },
  })
}
