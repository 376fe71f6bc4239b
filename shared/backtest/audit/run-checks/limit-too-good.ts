import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import { printAt, quotedAt } from '../print-at.ts'
import type { RunView } from '../run-view.ts'
import { betterOf, isBetter } from '../side.ts'
import { dollars, fillText } from '../told.ts'

/**
 * Limit orders that traded better than both their limit and the print of that moment: a resting order gets its limit, an
 * order that meets a better market gets that market, and no order gets more.
 */
export function limitTooGood(run: RunView): Audit {
  return judged({
    name: 'limit-too-good',
    severity: 'fault',
    items: run.placed.filter(({ order }) => order.limit !== undefined),
    judge: (view) => {
      const { fill, order } = view
      const print = printAt(view, run)
      if (print === undefined || order.limit === undefined) return undefined
      const shown = betterOf(fill.side, print, quotedAt(view, run) ?? print)
      if (!isBetter(fill.side, fill.price, betterOf(fill.side, order.limit, shown))) return undefined
      const market = `the limit is ${dollars(order.limit)} and the market was at ${dollars(shown)}`
      return { text: `${fillText(fill)}: ${market}`, symbol: fill.symbol, at: fill.time }
    },
  })
}
