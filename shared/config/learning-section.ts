import { z } from 'zod'

const count = (fallback: number) => z.number().int().min(1).default(fallback)

/** What closed trades teach (spec §§8 and 11), and how many of them it takes. */
export const learningSection = z
  .strictObject({
    /** Only so many of the latest trades are learned from. */
    tradesMax: count(1_000),
    calibrationTradesMin: count(200),
    symbolScoreTradesMax: count(200),
    /** The weight of "no edge" that a symbol's own trades must outgrow. */
    symbolScorePriorTrades: count(20),
    symbolMultiplierTradesMin: count(30),
    symbolMultiplierMin: z.number().positive().max(1).default(0.8),
    symbolMultiplierMax: z.number().min(1).default(1.2),
    /** How far one dollar earned for every 100 used moves the multiplier away from 1. */
    symbolMultiplierPerScore: z.number().min(0).default(0.2),
  })
  .prefault({})
