import { z } from 'zod'
import {
  anyEnvelope,
  decimal,
  dollars,
  identifier,
  instant,
  instantIfAny,
  listOf,
  priceIfAny,
  wordsIfAny,
} from './scalars.ts'

const transaction = z.object({
  transactionId: identifier,
  transactionDate: instant,
  postDate: instantIfAny,
  amount: dollars,
  description: z.string().trim().default(''),
  /** In the list it stands here, in the detail beside the shares. */
  transactionType: wordsIfAny,
  storeId: identifier.optional(),
  brokerage: z
    .object({
      transactionType: wordsIfAny,
      quantity: decimal.optional(),
      price: priceIfAny,
      fee: dollars.optional(),
      settlementDate: instantIfAny,
      orderNo: wordsIfAny,
      product: z.object({ symbol: wordsIfAny, securityType: wordsIfAny }).optional(),
    })
    .optional(),
})

export type WireTransaction = z.infer<typeof transaction>

/** One page of GET accounts/{key}/transactions. Its `moreTransactions` is not to be trusted (reference §5). */
export const transactionListAnswer = z.object({
  transactionListResponse: z.object({ marker: wordsIfAny, transaction: listOf(transaction) }),
})

/** GET accounts/{key}/transactions/{id}. */
export const transactionDetailAnswer = anyEnvelope(transaction)
