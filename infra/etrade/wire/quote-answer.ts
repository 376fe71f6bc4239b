import { z } from 'zod'
import { messages } from './messages.ts'
import { instant, listOf, positiveIfAny, priceIfAny } from './scalars.ts'

const quoteData = z.object({
  quoteStatus: z.string(),
  dateTimeUTC: instant,
  product: z.object({ symbol: z.string() }),
  all: z.object({
    bid: priceIfAny,
    ask: priceIfAny,
    bidSize: positiveIfAny,
    askSize: positiveIfAny,
    lastTrade: priceIfAny,
    open: priceIfAny,
    high: priceIfAny,
    low: priceIfAny,
    totalVolume: positiveIfAny,
    previousClose: priceIfAny,
    averageVolume: positiveIfAny,
  }),
})

export type WireQuote = z.infer<typeof quoteData>

/** GET market/quote with detailFlag=ALL. When every symbol is invalid there are messages only. */
export const quoteAnswer = z.object({
  quoteResponse: z.object({ quoteData: listOf(quoteData), messages }),
})
