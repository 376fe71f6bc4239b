import { z } from 'zod'
import { dateSchema, instantSchema, moneySchema, tickerSchema } from '../state/document-schemas.ts'
import { catalystEventSchema } from './catalyst-event.ts'

export const radarEventSchema = catalystEventSchema.extend({
  /** Calendar days from the date of the scan. */
  daysAhead: z.number().int(),
})

const figuresSchema = z.strictObject({
  bid: moneySchema,
  ask: moneySchema,
  last: moneySchema,
  /** The exchange's stamp of the quote. */
  quoteTime: instantSchema,
  /** Between bid and ask, in percent of the price halfway. */
  spreadPct: z.number().min(0),
  /** The last completed day behind the next two. */
  lastDay: dateSchema,
  averageDailyValue: moneySchema,
  expectedMovePct: z.number().min(0),
  /** Ascending by date. */
  events: z.array(radarEventSchema),
})

const pointsSchema = z.strictObject({
  liquidity: z.number(),
  spread: z.number(),
  expectedMove: z.number(),
  event: z.number(),
})

const cardSchema = z.strictObject({
  symbol: tickerSchema,
  /** From 0 to 100. */
  rank: z.number().min(0).max(100),
  badge: z.enum(['green', 'amber', 'red']),
  points: pointsSchema,
  figures: figuresSchema,
})

const unrankedSchema = z.strictObject({
  symbol: tickerSchema,
  /** What is missing, as one word for programs. */
  code: z.string(),
  reason: z.string(),
  events: z.array(radarEventSchema),
})

/** One look of the radar at every catalyst symbol, as the store keeps it. */
export const radarScanSchema = z.strictObject({
  at: instantSchema,
  /** Up to which date events were asked for. */
  eventsTo: dateSchema,
  /** Highest rank first. */
  cards: z.array(cardSchema),
  unranked: z.array(unrankedSchema),
  /** Why events may be missing. */
  eventProblems: z.array(z.string()),
})

export type RadarScan = Readonly<z.infer<typeof radarScanSchema>>
/** A ranked symbol with every figure that went into its rank. */
export type RadarCard = Readonly<z.infer<typeof cardSchema>>
/** A symbol that has no rank, and why. */
export type RadarUnranked = Readonly<z.infer<typeof unrankedSchema>>
/** An event and how far away it is. */
export type RadarEvent = Readonly<z.infer<typeof radarEventSchema>>
export type RadarFigures = Readonly<z.infer<typeof figuresSchema>>
export type RadarPoints = Readonly<z.infer<typeof pointsSchema>>
