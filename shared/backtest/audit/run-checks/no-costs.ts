import type { Money } from '../../../domain/money.ts'
import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import { afterSlippage, besidePrint } from '../owed-price.ts'
import { printAt, quotedAt } from '../print-at.ts'
import type { RunView } from '../run-view.ts'
import { isBetter } from '../side.ts'
import { stopPrice, stopTrigger } from '../stop-trigger.ts'
import { dollars, fillText } from '../told.ts'

/**
 * Market and stop orders that paid less than the costs ask for: half the spread beside the print, or the far side of a
 * recorded quote, and slippage on top. Where several are known, the kinder one is allowed.
 */
export function noCosts(run: RunView): Audit {
  const { costs } = run.record
  return judged({
    name: 'no-costs',
    severity: 'fault',
    items: run.placed.filter(({ order }) => order.type !== 'LIMIT'),
    judge: (view) => {
      const { fill } = view
      const shown = stopTrigger(view, costs) ?? printAt(view, run)
      if (shown === undefined) return undefined
      const beside = (price: Money | undefined) =>
        price === undefined ? undefined : besidePrint(costs, fill.side, price)
      const allowed = [beside(shown), beside(stopPrice(view)), quotedAt(view, run)]
        .filter((price) => price !== undefined)
        .map((price) => afterSlippage(costs, fill.side, price))
      if (!allowed.every((price) => isBetter(fill.side, fill.price, price))) return undefined
      const owed = `the market was at ${dollars(shown)}, with spread and slippage ${dollars(allowed[0]!)}`
      return { text: `${fillText(fill)}: ${owed}`, symbol: fill.symbol, at: fill.time }
    },
  })
}
