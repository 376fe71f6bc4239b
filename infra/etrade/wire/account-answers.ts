import { z } from 'zod'
import { decimal, dollars, identifier, instantIfAny, listOf, priceIfAny } from './scalars.ts'

/** GET accounts/list. */
export const accountListAnswer = z.object({
  accountListResponse: z.object({
    accounts: z.object({
      account: listOf(
        z.object({
          accountId: z.union([z.string(), z.number()]).transform(String),
          accountIdKey: z.string().min(1),
          accountMode: z.string(),
          accountName: z.string().default(''),
          accountDesc: z.string().default(''),
          accountStatus: z.string(),
        }),
      ),
    }),
  }),
})

/** GET accounts/{key}/balance. Figures that do not apply to the account are left out, not zero. */
export const balanceAnswer = z.object({
  balanceResponse: z.object({
    accountMode: z.string().optional(),
    accountType: z.string().optional(),
    computed: z.object({
      settledCashForInvestment: dollars.optional(),
      cashBuyingPower: dollars.optional(),
      netCash: dollars.optional(),
      cashBalance: dollars.optional(),
    }),
  }),
})

export type WireBalance = z.infer<typeof balanceAnswer>['balanceResponse']

const position = z.object({
  positionId: identifier,
  product: z.object({ symbol: z.string(), securityType: z.string() }),
  quantity: decimal,
  positionType: z.enum(['LONG', 'SHORT'], { error: 'expected LONG or SHORT' }),
  pricePaid: decimal,
})

export type WirePosition = z.infer<typeof position>

/** One page of GET accounts/{key}/portfolio; pages call their number by two names (reference §5). */
export const portfolioAnswer = z.object({
  portfolioResponse: z.object({
    accountPortfolio: listOf(
      z.object({
        position: listOf(position),
        totalPages: decimal.optional(),
        totalNoOfPages: decimal.optional(),
      }),
    ),
  }),
})

/** GET accounts/{key}/portfolio/{positionId}: the purchases a position is made of. */
export const lotsAnswer = z.object({
  positionLotsResponse: z.object({
    positionLot: listOf(
      z.object({
        positionLotId: identifier,
        price: priceIfAny,
        originalQty: decimal,
        remainingQty: decimal,
        acquiredDate: instantIfAny,
        totalCost: dollars.optional(),
        marketValue: dollars.optional(),
      }),
    ),
  }),
})

export type WireLot = z.infer<typeof lotsAnswer>['positionLotsResponse']['positionLot'][number]
