import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { FillView, RunView } from '../run-view.ts'
import { fillText } from '../told.ts'

/** Fills that no order asked for, or that are for another symbol or side than their order. */
export function unknownOrder({ fills }: RunView): Audit {
  return judged({
    name: 'unknown-order',
    severity: 'fault',
    items: fills,
    judge: (view) => {
      const problem = problemOf(view)
      if (problem === undefined) return undefined
      return { text: `${fillText(view.fill)}: ${problem}`, symbol: view.fill.symbol, at: view.fill.time }
    },
  })
}

function problemOf({ fill, order }: FillView): string | undefined {
  if (!order) return `order ${fill.orderId} was never placed`
  if (order.symbol === fill.symbol && order.side === fill.side) return undefined
  return `order ${fill.orderId} was to ${order.side} ${order.symbol}`
}
