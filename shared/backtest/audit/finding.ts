import { z } from 'zod'

/**
 * Something that makes a backtest untrue. `bias`: the rules knew what they could not know. `fault`: the engine filled or
 * counted what the market and the costs do not allow. Either takes the headline away. `warning`: the owner should know it
 * before believing the figures.
 */
export const findingSchema = z.strictObject({
  /** Which check raised it, e.g. `look-ahead`. */
  check: z.string(),
  severity: z.enum(['bias', 'fault', 'warning']),
  /** What was seen and what is allowed, in one sentence with its figures. */
  text: z.string(),
  symbol: z.string().exactOptional(),
  /** Epoch milliseconds of the bar, order or fill it is about. */
  at: z.number().exactOptional(),
})

/** One thing a check has found. */
export type Finding = Readonly<z.infer<typeof findingSchema>>
