import type { z } from 'zod'
import type { orderRow } from '../../api/answers/account-answers.ts'
import { divide, type Money, toDecimalText } from '../../domain/money.ts'
import type { OrderPricing } from '../../domain/order.ts'
import type { OrderRecord } from '../../orders/order-record.ts'
import { utcText } from '../../time/utc-text.ts'

type Row = z.input<typeof orderRow>

/** An order of our books as the API tells it; an average price falls on the nearest 1/10,000 USD. */
export function orderRowOf(order: OrderRecord): Row {
  const { intentId, decisionId, symbol, side, quantity, purpose, state, note, orderId } = order
  const price = priceOf(order.pricing)
  return {
    intentId,
    decisionId,
    ...(orderId !== undefined && { orderId }),
    symbol,
    side,
    quantity,
    ...filled(order),
    type: order.pricing.type,
    ...(price !== undefined && { price: toDecimalText(price) }),
    purpose: purpose.kind,
    ...(purpose.kind === 'exit' && { reason: purpose.reason }),
    state,
    ...moments(order),
    ...(note !== undefined && { note }),
  }
}

function filled({
  filledQuantity,
  filledNotional,
}: OrderRecord): Pick<Row, 'filledQuantity' | 'averagePrice'> {
  if (filledQuantity === 0) return { filledQuantity }
  return { filledQuantity, averagePrice: toDecimalText(divide(filledNotional, filledQuantity, 'nearest')) }
}

function priceOf(pricing: OrderPricing): Money | undefined {
  switch (pricing.type) {
    case 'MARKET':
      return undefined
    case 'LIMIT':
      return pricing.limit
    case 'STOP':
      return pricing.stop
  }
}

function moments({
  createdAt,
  submittedAt,
  endedAt,
}: OrderRecord): Pick<Row, 'createdAt' | 'submittedAt' | 'endedAt'> {
  return {
    createdAt: utcText(createdAt),
    ...(submittedAt !== undefined && { submittedAt: utcText(submittedAt) }),
    ...(endedAt !== undefined && { endedAt: utcText(endedAt) }),
  }
}
