import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { RunView } from '../run-view.ts'
import { fillText } from '../told.ts'

/** Fills counted twice, fills of no whole shares, and orders that traded more than they asked for. */
export function fillTwice({ fills }: RunView): Audit {
  const seen = new Set<string>()
  const filledByOrder = new Map<string, number>()
  return judged({
    name: 'fill-twice',
    severity: 'fault',
    items: fills,
    judge: ({ fill, order }) => {
      const filled = (filledByOrder.get(fill.orderId) ?? 0) + fill.quantity
      filledByOrder.set(fill.orderId, filled)
      const isRepeated = seen.has(fill.fillId)
      seen.add(fill.fillId)
      const text = isRepeated
        ? `fill id ${fill.fillId} was counted before`
        : problemOf({ quantity: fill.quantity, filled, ordered: order?.quantity ?? Infinity })
      if (text === undefined) return undefined
      return { text: `${fillText(fill)}: ${text}`, symbol: fill.symbol, at: fill.time }
    },
  })
}

function problemOf(shares: { quantity: number; filled: number; ordered: number }): string | undefined {
  const { quantity, filled, ordered } = shares
  if (!Number.isSafeInteger(quantity) || quantity < 1) return 'allowed are whole shares from 1'
  return filled > ordered ? `${filled} shares of an order for ${ordered} have traded` : undefined
}
