import { toDisplay } from '../domain/money.ts'
import type { OrderPricing } from '../domain/order.ts'

/** At what price an order trades, for the owner: "limit 47.50". */
export function pricingWords(pricing: OrderPricing): string {
  switch (pricing.type) {
    case 'MARKET':
      return 'at the market'
    case 'LIMIT':
      return `limit ${toDisplay(pricing.limit)}`
    case 'STOP':
      return `stop ${toDisplay(pricing.stop)}`
  }
}
