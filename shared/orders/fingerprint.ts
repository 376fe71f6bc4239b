import type { OrderId } from '../domain/ids.ts'
import type { BrokerOrder, OrderPricing } from '../domain/order.ts'
import type { EpochMs } from '../time/instant.ts'
import type { OrderRecord } from './order-record.ts'

/**
 * The broker's order that an order in doubt became: same symbol, side, quantity and prices, placed no earlier than
 * we sent it, and not one we already know. The broker does not reliably echo our own number, and there is at most
 * one unresolved order for a symbol and side, so that only an order of the owner's own can make it `several`.
 */
export function matchInDoubt(
  record: OrderRecord & { readonly submittedAt: EpochMs },
  reports: readonly BrokerOrder[],
  known: ReadonlySet<OrderId>,
  skewMs: number,
): BrokerOrder | 'several' | undefined {
  const matches = reports.filter(
    (report) =>
      !known.has(report.orderId) &&
      report.symbol === record.symbol &&
      report.side === record.side &&
      report.quantity === record.quantity &&
      report.placedAt >= record.submittedAt - skewMs &&
      samePricing(report, record.pricing),
  )
  return matches.length > 1 ? 'several' : matches[0]
}

function samePricing(report: OrderPricing, pricing: OrderPricing): boolean {
  switch (pricing.type) {
    case 'MARKET':
      return report.type === 'MARKET'
    case 'LIMIT':
      return report.type === 'LIMIT' && report.limit === pricing.limit
    case 'STOP':
      return report.type === 'STOP' && report.stop === pricing.stop
  }
}
