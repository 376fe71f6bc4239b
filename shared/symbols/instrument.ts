import { z } from 'zod'
import { type Ticker, ticker } from '../domain/ids.ts'
import type { ExchangeDate } from '../time/instant.ts'

const TICKER = /^[A-Z][A-Z0-9.]{0,9}$/

/** Tells a ticker from the name of an index, which an instrument may follow as well. */
export function isTickerText(text: string): boolean {
  return TICKER.test(text)
}

/** A ticker as an owner writes it. */
export const tickerText = z
  .string()
  .regex(TICKER, 'must be 1-10 capital letters, digits or dots')
  .transform((text): Ticker => ticker(text))

const dateText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-01-31')
  .transform((text) => text as ExchangeDate)

/** One row of a registry as an owner's own file must look; the one place that says what is long and what is short. */
export const instrumentSchema = z.strictObject({
  symbol: tickerText,
  name: z.string().min(1),
  /** What the price follows: an index, a commodity or another ticker; a plain share follows itself. */
  underlying: z.string().min(1),
  /** Daily multiple of the underlying; negative for an inverse product, 1 for a plain share or fund. */
  leverage: z
    .number()
    .min(-3)
    .max(3)
    .refine((multiple) => multiple !== 0, 'must not be 0'),
  wrapper: z.enum(['etf', 'etn', 'stock']),
  sector: z.string().min(1),
  /** Instruments that rise and fall together; exposure is capped for each group. */
  corrGroup: z.string().min(1),
  /** The same bet in the other direction. */
  pair: tickerText.exactOptional(),
  /** The day the row was checked against the issuer; left out when it never was. */
  verifiedOn: dateText.exactOptional(),
})

/** Something that may be traded or watched, with the facts that its ticker does not tell. */
export type Instrument = Readonly<z.infer<typeof instrumentSchema>>
