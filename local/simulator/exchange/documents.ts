import { z } from 'zod'
import type { ClientOrderId, OrderId } from '../../../shared/domain/ids.ts'
import {
  dateSchema,
  instantSchema,
  moneySchema,
  tickerSchema,
} from '../../../shared/state/document-schemas.ts'
import type { Account } from './account.ts'
import type { Books, StoredPreview } from './books.ts'
import type { ExchangeOrder } from './exchange-order.ts'
import type { OrderTicket } from './order-ticket.ts'

/**
 * What the exchange's documents must look like when they come back from a store. Each schema is tied to its
 * type, so that a field added to one and forgotten in the other does not compile.
 */
const shares = z.int().min(0)
const counter = z.int().positive()
const orderIdSchema = z.string() as unknown as z.ZodType<OrderId>

/** The account document: everything but the orders and the previews, which have documents of their own. */
export type AccountDocument = Omit<Books, 'orders' | 'previews'> & { readonly accountIdKey: string }

const accountSchema: z.ZodType<Account> = z.strictObject({
  cash: moneySchema,
  unsettled: z.array(z.strictObject({ settlesOn: dateSchema, amount: moneySchema })),
  holdings: z.array(
    z.strictObject({
      symbol: tickerSchema,
      quantity: counter,
      averageCost: moneySchema,
      cost: moneySchema,
      acquiredAt: instantSchema,
    }),
  ),
})

/** Reads an account document. */
export const accountDocumentSchema: z.ZodType<AccountDocument> = z.strictObject({
  accountIdKey: z.string(),
  account: accountSchema,
  settledTo: instantSchema,
  nextOrderNumber: counter,
  nextPreviewNumber: counter,
})

const ticketFields = {
  symbol: tickerSchema,
  side: z.enum(['BUY', 'SELL']),
  quantity: counter,
  clientOrderId: z.string() as unknown as z.ZodType<ClientOrderId>,
  orderTerm: z.enum(['GOOD_FOR_DAY', 'GOOD_UNTIL_CANCEL']),
}

const executionFields = { time: instantSchema, quantity: counter, price: moneySchema, fees: moneySchema }

const eventSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.enum(['ORDER_PLACED', 'CANCEL_REQUESTED', 'ORDER_CANCELLED', 'ORDER_EXPIRED', 'SYSTEM_REJECTED']),
    time: instantSchema,
  }),
  z.strictObject({ name: z.literal('ORDER_EXECUTED'), ...executionFields }),
])

const orderFields = {
  ...ticketFields,
  orderId: orderIdSchema,
  status: z.enum(['OPEN', 'PARTIAL', 'CANCEL_REQUESTED', 'EXECUTED', 'CANCELLED', 'REJECTED', 'EXPIRED']),
  placedAt: instantSchema,
  expiresAt: instantSchema.exactOptional(),
  reservePrice: moneySchema.exactOptional(),
  triggeredAt: instantSchema.exactOptional(),
  cancelRequestedAt: instantSchema.exactOptional(),
  filledQuantity: shares,
  notional: moneySchema,
  averagePrice: moneySchema.exactOptional(),
  fees: moneySchema,
  executedAt: instantSchema.exactOptional(),
  replacesOrderId: orderIdSchema.exactOptional(),
  replacedByOrderId: orderIdSchema.exactOptional(),
  events: z.array(eventSchema),
}

/** An order as a document; the account it belongs to and its place in the row are what it is found by. */
export interface OrderDocument {
  readonly accountIdKey: string
  readonly number: number
  readonly order: ExchangeOrder
}

/** Reads an order document. */
export const orderDocumentSchema: z.ZodType<OrderDocument> = z.strictObject({
  accountIdKey: z.string(),
  number: counter,
  order: withPricing(orderFields),
})

/** A preview as a document, with the account it belongs to. */
export interface PreviewDocument {
  readonly accountIdKey: string
  readonly preview: StoredPreview
}

/** Reads a preview document. */
export const previewDocumentSchema: z.ZodType<PreviewDocument> = z.strictObject({
  accountIdKey: z.string(),
  preview: z.strictObject({
    previewId: z.string(),
    ticket: withPricing(ticketFields) as z.ZodType<OrderTicket>,
    previewedAt: instantSchema,
    replaces: orderIdSchema.exactOptional(),
  }),
})

/** Fields with the price that goes with the type of the order. */
function withPricing<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.discriminatedUnion('type', [
    z.strictObject({ ...shape, type: z.literal('MARKET') }),
    z.strictObject({ ...shape, type: z.literal('LIMIT'), limit: moneySchema }),
    z.strictObject({ ...shape, type: z.literal('STOP'), stop: moneySchema }),
  ])
}
