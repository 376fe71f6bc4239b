import { z } from 'zod'
import { messages } from './messages.ts'
import {
  decimal,
  dollars,
  identifier,
  instant,
  instantIfAny,
  listOf,
  onlyOneOf,
  priceIfAny,
} from './scalars.ts'

/** One page of GET accounts/{key}/orders; what an order is made of is read only when it is a plain share order. */
export const orderListAnswer = z.object({
  ordersResponse: z.object({
    marker: z.union([z.string(), z.number()]).transform(String).optional(),
    order: listOf(z.object({ orderId: identifier, orderType: z.string(), orderDetail: z.unknown() })),
  }),
})

export type WireOrder = z.infer<typeof orderListAnswer>['ordersResponse']['order'][number]

const product = z.object({ symbol: z.string(), securityType: z.string() })

const instrument = z.object({
  product,
  orderAction: z.string(),
  orderedQuantity: decimal,
  filledQuantity: decimal,
  averageExecutionPrice: priceIfAny,
  estimatedCommission: dollars.optional(),
  estimatedFees: dollars.optional(),
})

/** What a plain order is made of: one leg in one instrument. */
export const shareOrderDetail = onlyOneOf(
  z.object({
    placedTime: instant,
    status: z.string(),
    priceType: z.string(),
    limitPrice: priceIfAny,
    stopPrice: priceIfAny,
    replacedByOrderId: identifier.optional(),
    instrument: onlyOneOf(instrument),
  }),
)

export type WireOrderDetail = z.infer<typeof shareOrderDetail>

const leg = z.object({
  product,
  orderAction: z.string(),
  // It goes by the first name in lists and by the second in previews.
  orderedQuantity: decimal.optional(),
  quantity: decimal.optional(),
  filledQuantity: decimal.optional(),
  averageExecutionPrice: priceIfAny,
})

const detailedOrder = z.object({
  orderId: identifier,
  orderType: z.string(),
  orderDetail: listOf(
    z.object({
      placedTime: instantIfAny,
      status: z.string(),
      priceType: z.string(),
      limitPrice: priceIfAny,
      stopPrice: priceIfAny,
      replacedByOrderId: identifier.optional(),
      replacesOrderId: identifier.optional(),
      instrument: listOf(leg),
    }),
  ),
  events: z
    .object({ event: listOf(z.object({ name: z.string(), dateTime: instantIfAny })) })
    .nullish()
    .transform((events) => events?.event ?? []),
})

export type WireDetailedOrder = z.infer<typeof detailedOrder>

/** GET accounts/{key}/orders/{id}. */
export const orderDetailAnswer = z.object({
  ordersResponse: z.object({ order: onlyOneOf(detailedOrder) }),
})

const orderRemarks = {
  messageList: messages,
  order: listOf(z.object({ messages, estimatedTotalAmount: dollars.optional() })),
}

/** POST orders/preview. */
export const previewAnswer = z.object({
  previewOrderResponse: z.object({
    ...orderRemarks,
    previewIds: listOf(z.object({ previewId: identifier })),
  }),
})

/** POST orders/place; only an order number means that it was accepted (reference §7). */
export const placeAnswer = z.object({
  placeOrderResponse: z.object({ ...orderRemarks, orderIds: listOf(z.object({ orderId: identifier })) }),
})

/** PUT orders/cancel. */
export const cancelAnswer = z.object({
  cancelOrderResponse: z.object({ orderId: identifier, messages }),
})
