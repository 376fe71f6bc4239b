import { toNumber } from '../../../shared/domain/money.ts'
import type { OrderPricing, OrderRequest } from '../../../shared/domain/order.ts'
import { integerLiteral } from '../client/json.ts'

/** The body of POST orders/preview. */
export function previewBody(order: OrderRequest): object {
  return { PreviewOrderRequest: orderBlock(order) }
}

/**
 * The body of POST orders/place: the block as previewed, with the preview's number in its wrapper. Any difference
 * is answered as if the preview had timed out (reference §7).
 */
export function placeBody(order: OrderRequest, previewId: string): object {
  return {
    PlaceOrderRequest: { ...orderBlock(order), PreviewIds: [{ previewId: integerLiteral(previewId) }] },
  }
}

/** The body of PUT orders/cancel. */
export function cancelBody(orderId: string): object {
  return { CancelOrderRequest: { orderId: integerLiteral(orderId) } }
}

function orderBlock(order: OrderRequest): object {
  const { clientOrderId, symbol, side, quantity } = order
  const instrument = {
    Product: { securityType: 'EQ', symbol },
    orderAction: side,
    quantityType: 'QUANTITY',
    quantity,
  }
  const terms = { allOrNone: false, orderTerm: 'GOOD_FOR_DAY', marketSession: 'REGULAR' }
  return {
    orderType: 'EQ',
    clientOrderId,
    Order: [{ ...terms, ...pricing(order), Instrument: [instrument] }],
  }
}

function pricing(order: OrderPricing): object {
  switch (order.type) {
    case 'MARKET':
      return { priceType: 'MARKET' }
    case 'LIMIT':
      return { priceType: 'LIMIT', limitPrice: toNumber(order.limit) }
    case 'STOP':
      return { priceType: 'STOP', stopPrice: toNumber(order.stop) }
  }
}
