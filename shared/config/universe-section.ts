import { z } from 'zod'
import { tickerText } from '../symbols/instrument.ts'

const CATALYSTS = ['AAPL', 'TSLA', 'NVDA', 'MSFT', 'AMZN', 'GOOGL', 'META', 'AMD', 'NFLX', 'DIS']

/** Which symbols there are, and the spread beyond which none is considered (spec §3). */
export const universeSection = z
  .strictObject({
    /** A JSON or CSV file of registry rows that replaces the built-in ones. */
    file: z.string().min(1).exactOptional(),
    /** Symbols that are watched for events. */
    catalysts: z
      .array(tickerText)
      .refine((symbols) => new Set(symbols).size === symbols.length, 'must name every symbol once')
      .prefault(CATALYSTS),
    spreadBpsMax: z.number().positive().default(50),
  })
  .prefault({})
