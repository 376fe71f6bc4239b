import { z } from 'zod'
import { dateSchema, tickerSchema } from '../state/document-schemas.ts'
import { CATALYST_KINDS } from './catalyst-kind.ts'

/** One event of one company on one day, as our own documents keep it. */
export const catalystEventSchema = z.strictObject({
  symbol: tickerSchema,
  /** In New York. */
  date: dateSchema,
  /** When on its date; `unknown` when only the date is known. */
  moment: z.enum(['before-open', 'during-session', 'after-close', 'unknown']),
  kind: z.enum(CATALYST_KINDS),
  title: z.string().min(1).exactOptional(),
  /** Who told it, e.g. "finnhub". */
  source: z.string().min(1),
})

/** An event that somebody has told; what nobody tells is absent, never guessed. */
export type CatalystEvent = Readonly<z.infer<typeof catalystEventSchema>>
