import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import { afterSlippage, besidePrint } from '../owed-price.ts'
import { printAt, quotedAt } from '../print-at.ts'
import type { RunView } from '../run-view.ts'
import { isBetter } from '../side.ts'
import { dollars, fillText } from '../told.ts'

/**
 * Limit orders that traded better than both their limit and what the moment asked for, with spread and slippage: a resting
 * order gets its limit, an order that meets a better market gets that market less its costs, and no order gets more.
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
      const { costs } = run.record
      const asked = [besidePrint(costs, fill.side, print), quotedAt(view, run)]
        .filter((price) => price !== undefined)
        .map((price) => afterSlippage(costs, fill.side, price))
      if (![order.limit, ...asked].every((price) => isBetter(fill.side, fill.price, price))) return undefined
      const market = `the limit is ${dollars(order.limit)} and the market was at ${dollars(print)}, with spread and slippage ${dollars(asked[0]!)}`
      return { text: `${fillText(fill)}: ${market}`, symbol: fill.symbol, at: fill.time }
    },
  })
}
