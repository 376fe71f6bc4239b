import { z } from 'zod'
import { byStyle } from './by-style.ts'

const minutes = (fallback: number) => z.number().int().min(0).max(390).default(fallback)

/** When a signal may become an entry (spec §§4, 8). */
export const entrySection = z
  .strictObject({
    scoreMin: byStyle(z.number().min(0).max(1), { standard: 0.9, advanced: 0.9, quantum: 0.95 }),
    familiesMin: z.number().int().min(1).max(8).default(2),
    rsiMin: z.number().min(0).max(100).default(55),
    rsiMax: z.number().min(0).max(100).default(80),
    volumeRatioMin: z.number().min(0).default(1.5),
    /** Minute sessions needed before the time-of-day volume ratio counts as known. */
    volumeProfileSessionsMin: z.number().int().min(1).max(20).default(5),
    spreadBpsMax: z.number().positive().default(40),
    priceUsdMin: z.number().positive().default(5),
    priceUsdMax: z.number().positive().default(1_000),
    averageVolumeMin: z.number().min(0).default(100_000),
    quoteAgeSecondsMax: z.number().positive().default(15),
    openingGuardMinutes: minutes(15),
    cutoffMinutesBeforeClose: minutes(30),
    cooldownMinutes: minutes(30),
    cooldownAfterStopMinutes: minutes(60),
    entriesPerSymbolDayMax: z.number().int().min(1).default(2),
    tokenMinutesLeftMin: z.number().int().min(0).default(15),
    newsBlackoutMinutes: z.number().int().min(0).default(60),
  })
  .prefault({})
