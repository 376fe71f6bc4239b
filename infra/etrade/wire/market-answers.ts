import { z } from 'zod'
import {
  decimal,
  dollars,
  flag,
  instantIfAny,
  listOf,
  positiveIfAny,
  priceIfAny,
  wordsIfAny,
} from './scalars.ts'

/** GET market/lookup/{text}. */
export const lookupAnswer = z.object({
  lookupResponse: z.object({
    data: listOf(z.object({ symbol: z.string().trim(), description: z.string().trim(), type: wordsIfAny })),
  }),
})

const option = z.object({
  osiKey: z.string(),
  symbol: z.string(),
  optionType: z.enum(['CALL', 'PUT'], { error: 'expected CALL or PUT' }),
  strikePrice: dollars,
  bid: priceIfAny,
  ask: priceIfAny,
  bidSize: positiveIfAny,
  askSize: positiveIfAny,
  lastPrice: priceIfAny,
  volume: decimal.default(0),
  openInterest: decimal.default(0),
  inTheMoney: flag.optional(),
  adjustedFlag: flag.optional(),
  timeStamp: instantIfAny,
  optionGreeks: z
    .object({
      delta: decimal.optional(),
      gamma: decimal.optional(),
      theta: decimal.optional(),
      vega: decimal.optional(),
      rho: decimal.optional(),
      iv: decimal.optional(),
    })
    .optional(),
})

export type WireOption = z.infer<typeof option>

/** GET market/optionchains. A pair has one side only when only that side was asked for. */
export const optionChainAnswer = z.object({
  optionChainResponse: z.object({
    optionPair: listOf(z.object({ call: option.optional(), put: option.optional() })),
    selectedED: z.object({ year: decimal, month: decimal, day: decimal }),
  }),
})

/** GET market/optionexpiredate. */
export const optionExpirationsAnswer = z.object({
  optionExpireDateResponse: z.object({
    expirationDate: listOf(z.object({ year: decimal, month: decimal, day: decimal, expiryType: wordsIfAny })),
  }),
})
