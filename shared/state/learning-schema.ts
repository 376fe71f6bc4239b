import { z } from 'zod'
import type { Learning } from '../ledger/learning.ts'

const count = z.number().int().min(0)
const percent = z.number().min(0).max(100)

const calibrationSchema = z.strictObject({
  trades: count,
  blocks: z
    .array(
      z.strictObject({
        from: z.number(),
        to: z.number(),
        value: z.number().min(0).max(1),
        weight: count.positive(),
      }),
    )
    .min(1)
    .readonly(),
})

/** What was learned, as it must look when it comes back from a store. */
export const learningSchema: z.ZodType<Learning> = z.strictObject({
  mode: z.enum(['DEMO', 'LIVE']),
  trades: count,
  symbolScores: z.record(
    z.string(),
    z.strictObject({
      trades: count,
      profitPer100Usd: z.number().exactOptional(),
      score: z.number(),
      multiplier: z.number().positive(),
    }),
  ),
  calibration: calibrationSchema.exactOptional(),
  reliability: z.array(
    z.strictObject({
      fromPct: percent,
      toPct: percent,
      trades: count.positive(),
      forecastPct: percent,
      wonPct: percent,
    }),
  ),
})
