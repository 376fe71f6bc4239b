import { z } from 'zod'
import type { Ticker } from '../domain/ids.ts'
import { moneyFromNumber } from '../domain/money.ts'

const REASON_CHARACTERS_MAX = 300
const MISSING_FIELDS_MAX = 20
const FIELD_CHARACTERS_MAX = 60
/** Far above any share; a larger number could not be kept exactly. */
const PRICE_USD_MAX = 1_000_000

/** Dollars a share; the model writes plain numbers, we keep them on the nearest 1/10,000 USD. */
const price = z
  .number()
  .min(0.0001)
  .max(PRICE_USD_MAX)
  .transform((dollars) => moneyFromNumber(dollars))

/** The plan of the advisor (spec §12), as its text is read and as it is asked for. */
export const planSchema = z.object({
  ticker: z
    .string()
    .regex(/^[A-Z][A-Z0-9.]{0,9}$/)
    .transform((text) => text as Ticker),
  action: z.enum(['BUY', 'SKIP']),
  entryType: z.enum(['LIMIT', 'MARKET']),
  entryPrice: price,
  stopPrice: price,
  targetPrice: price,
  /** Trading days until the position is closed anyway. */
  timeoutDays: z.int().min(1).max(10),
  /** From 0.5, a coin, to 1. */
  confidence: z.number().min(0.5).max(1),
  reason: z.string().transform((text) => oneLine(text, REASON_CHARACTERS_MAX)),
  /** What the model would have needed to know. */
  missingFields: z
    .array(z.string())
    .transform((names) =>
      names.slice(0, MISSING_FIELDS_MAX).map((name) => oneLine(name, FIELD_CHARACTERS_MAX)),
    ),
})

/** What the advisor would do with one symbol. */
export type Plan = Readonly<z.infer<typeof planSchema>>

/** The plan as JSON Schema, for servers that hold a model to it; they want further properties forbidden. */
export function planJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(planSchema, { io: 'input' })
  return { ...schema, additionalProperties: false }
}

/** Text from outside on one line, cut between two characters. */
function oneLine(text: string, charactersMax: number): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return [...line].slice(0, charactersMax).join('')
}
