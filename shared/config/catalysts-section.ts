import { z } from 'zod'
import { tickerText } from '../symbols/instrument.ts'

/** How catalysts are looked at and proposed (spec §12); which symbols they are about says `universe.catalysts`. */
export const catalystsSection = z
  .strictObject({
    /** How far ahead events are looked for; one in a month still weighs a twentieth of one today. */
    lookAheadDays: z.number().int().min(1).max(365).default(30),
    /** A file of events (`symbol,date,kind[,title]`), on a computer of one's own; a function has no files. */
    eventsFile: z.string().min(1).exactOptional(),
    /** How long after its guardrails a proposal may still become an order. */
    validMinutes: z.number().int().min(1).max(120).default(10),
    /** The fund against whose return a symbol's is held; without one its strength is not known. */
    sectorFunds: z.record(tickerText, tickerText).prefault({
      AAPL: 'XLK',
      NVDA: 'XLK',
      MSFT: 'XLK',
      AMD: 'XLK',
      TSLA: 'XLY',
      AMZN: 'XLY',
    }),
  })
  .prefault({})
