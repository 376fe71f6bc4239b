import { z } from 'zod'

/** Who is asked for news and earnings dates (spec §11). */
export const newsSection = z
  .strictObject({
    /**
     * Of the deployed functions; it needs the secret `finnhub-api-key`. With `none` news are unknown, which every decision
     * that would use them says. On a laptop the days of the past bring their own.
     */
    provider: z.enum(['none', 'finnhub']).default('none'),
  })
  .prefault({})
