import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { RecordedOrder } from '../run-record.ts'
import type { RunView } from '../run-view.ts'

/** Orders that no broker would take: an id used twice, no whole number of shares, a limit or stop without its price. */
export function brokenOrder({ record }: RunView): Audit {
  const seen = new Set<string>()
  return judged({
    name: 'broken-order',
    severity: 'fault',
    items: record.orders,
    judge: (order) => {
      const problem = seen.has(order.orderId) ? 'its id was used before' : problemOf(order)
      seen.add(order.orderId)
      if (problem === undefined) return undefined
      return { text: `order ${order.orderId}: ${problem}`, symbol: order.symbol, at: order.decidedAt }
    },
  })
}

function problemOf({ quantity, type, limit, stop }: RecordedOrder): string | undefined {
  if (!Number.isSafeInteger(quantity) || quantity < 1)
    return `quantity is ${quantity}, allowed are whole shares from 1`
  if (type === 'LIMIT' && !isPrice(limit)) return `limit is ${limit}, allowed is a price above 0`
  if (type === 'STOP' && !isPrice(stop)) return `stop is ${stop}, allowed is a price above 0`
  return undefined
}

function isPrice(price: number | undefined): boolean {
  return price !== undefined && price > 0
}
