import { z } from 'zod'
import type { ClientOrderId, OrderId, Ticker } from '../../../shared/domain/ids.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import type { OrderPricing } from '../../../shared/domain/order.ts'
import type { OrderTicket } from '../exchange/order-ticket.ts'
import { oneOf } from './checked-input.ts'

/** Some clients send numbers as text and unused prices as an empty text. */
const price = z
  .union([z.number(), z.string()])
  .transform((value, context): Money | undefined => {
    if (value === '' || Number(value) === 0) return undefined
    try {
      return money(String(value))
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      context.addIssue({ code: 'custom', message: 'allowed is a dollar amount with at most 4 decimals' })
      return z.NEVER
    }
  })
  .optional()

const quantity = z.coerce.number({ error: 'allowed is a number of shares' })

const instrument = z.object({
  Product: z.object({
    symbol: z.string().regex(/^[A-Z][A-Z0-9.]{0,9}$/, 'allowed are 1-10 capital letters, digits or dots'),
    securityType: oneOf(['EQ']),
  }),
  orderAction: oneOf(['BUY', 'SELL']),
  quantityType: oneOf(['QUANTITY']),
  quantity,
})

const orderBlock = z
  .object({
    allOrNone: z.union([z.literal(false), z.stringFormat('false', /^false$/i)], {
      error: 'the simulator has false only',
    }),
    priceType: oneOf(['MARKET', 'LIMIT', 'STOP']),
    orderTerm: oneOf(['GOOD_FOR_DAY', 'GOOD_UNTIL_CANCEL']),
    marketSession: oneOf(['REGULAR']),
    limitPrice: price,
    stopPrice: price,
    Instrument: z.array(instrument).length(1, 'the simulator has one instrument an order'),
  })
  .superRefine((block, context) => {
    const missing = missingPrice(block)
    if (missing)
      context.addIssue({ code: 'custom', path: [missing], message: `a ${block.priceType} order needs it` })
  })

const orderRequest = z.object({
  orderType: oneOf(['EQ']),
  clientOrderId: z.union([z.string(), z.int().transform(String)]),
  Order: z.array(orderBlock).length(1, 'the simulator has one order a request'),
})

/** The body of orders/preview. Unknown fields are ignored, as the broker ignores them. */
export const previewRequestSchema = z
  .object({ PreviewOrderRequest: orderRequest })
  .transform((body) => orderTicket(body.PreviewOrderRequest))

/** The body of orders/place. A missing preview id is the exchange's to refuse, in the broker's own words. */
export const placeRequestSchema = z
  .object({
    PlaceOrderRequest: orderRequest.extend({
      PreviewIds: z.array(z.object({ previewId: z.union([z.number(), z.string()]) })).optional(),
    }),
  })
  .transform(({ PlaceOrderRequest: request }) => ({
    ticket: orderTicket(request),
    previewId: request.PreviewIds?.[0] && String(request.PreviewIds[0].previewId),
  }))

/** The body of orders/cancel, as the number of the order. */
export const cancelRequestSchema = z
  .object({ CancelOrderRequest: z.object({ orderId: z.union([z.int(), z.string()]) }) })
  .transform((body) => String(body.CancelOrderRequest.orderId) as OrderId)

function orderTicket(request: z.infer<typeof orderRequest>): OrderTicket {
  const block = request.Order[0]!
  const { Product, orderAction, quantity: shares } = block.Instrument[0]!
  return {
    symbol: Product.symbol as Ticker,
    side: orderAction,
    quantity: shares,
    clientOrderId: request.clientOrderId as ClientOrderId,
    orderTerm: block.orderTerm,
    ...pricing(block),
  }
}

function pricing(block: z.infer<typeof orderBlock>): OrderPricing {
  switch (block.priceType) {
    case 'MARKET':
      return { type: 'MARKET' }
    case 'LIMIT':
      return { type: 'LIMIT', limit: block.limitPrice! }
    case 'STOP':
      return { type: 'STOP', stop: block.stopPrice! }
  }
}

function missingPrice(block: {
  readonly priceType: OrderPricing['type']
  readonly limitPrice?: Money | undefined
  readonly stopPrice?: Money | undefined
}): 'limitPrice' | 'stopPrice' | undefined {
  if (block.priceType === 'LIMIT' && block.limitPrice === undefined) return 'limitPrice'
  if (block.priceType === 'STOP' && block.stopPrice === undefined) return 'stopPrice'
  return undefined
}
