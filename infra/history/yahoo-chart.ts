import { z } from 'zod'

/** The provider's name in errors and metrics. */
export const YAHOO = 'yahoo'

/** A value that the provider leaves null where nothing was traded or nothing is known. */
const column = z.array(z.number().nullable())

const split = z.object({
  /** Epoch seconds of the first bar in new shares. */
  date: z.number().int(),
  numerator: z.number().positive(),
  denominator: z.number().positive(),
})

const result = z.object({
  meta: z.object({ symbol: z.string(), exchangeTimezoneName: z.string(), dataGranularity: z.string() }),
  /** Epoch seconds; left out altogether when there are no bars. */
  timestamp: z.array(z.number().int()).optional(),
  events: z.object({ splits: z.record(z.string(), split).optional() }).optional(),
  indicators: z.object({
    quote: z.array(
      z.object({
        open: column.optional(),
        high: column.optional(),
        low: column.optional(),
        close: column.optional(),
        volume: column.optional(),
      }),
    ),
  }),
})

/** An answer of the chart endpoint: bars, or an error in the provider's words. */
export const yahooAnswer = z.object({
  chart: z.object({
    result: z.array(result).nullable(),
    error: z.object({ code: z.string(), description: z.string() }).nullable(),
  }),
})

/** The bars of one symbol, column by column. */
export type YahooChart = z.infer<typeof result>
/** One share became `numerator / denominator` shares. */
export type YahooSplit = z.infer<typeof split>
