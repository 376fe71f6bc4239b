import type { SignedClient } from './signed-client.ts'
import { ACCOUNT } from './simulator-bench.ts'

/** A limit or market order on TQQQ as it stands on the wire. */
export function wireOrder(asked: {
  readonly priceType: string
  readonly limitPrice?: number
  readonly stopPrice?: number
  readonly quantity: number
  readonly orderAction?: string
}) {
  const { quantity, orderAction = 'BUY', ...terms } = asked
  const Product = { securityType: 'EQ', symbol: 'TQQQ' }
  return {
    allOrNone: false,
    orderTerm: 'GOOD_FOR_DAY',
    marketSession: 'REGULAR',
    ...terms,
    Instrument: [{ Product, orderAction, quantityType: 'QUANTITY', quantity }],
  }
}

export function previewBody(order: object, clientOrderId: string) {
  return { PreviewOrderRequest: { orderType: 'EQ', clientOrderId, Order: [order] } }
}

export function placeBody(order: object, clientOrderId: string, PreviewIds?: unknown) {
  return { PlaceOrderRequest: { orderType: 'EQ', clientOrderId, PreviewIds, Order: [order] } }
}

/** Previews and places an order; answers both bodies. */
export async function previewAndPlace(
  client: Pick<SignedClient, 'call'>,
  order: object,
  clientOrderId: string,
) {
  const orders = `/v1/accounts/${ACCOUNT}/orders`
  const preview = await client.call(`${orders}/preview.json`, {
    method: 'POST',
    body: previewBody(order, clientOrderId),
  })
  const { PreviewOrderResponse } = preview.json()
  const placed = await client.call(`${orders}/place.json`, {
    method: 'POST',
    body: placeBody(order, clientOrderId, PreviewOrderResponse.PreviewIds),
  })
  const { PlaceOrderResponse } = placed.json()
  return {
    PreviewOrderResponse,
    PlaceOrderResponse,
    orderId: PlaceOrderResponse.OrderIds[0].orderId as number,
  }
}
