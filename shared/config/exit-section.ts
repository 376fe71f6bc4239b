import { z } from 'zod'
import { byStyle } from './by-style.ts'

const pct = (fallback: number) => z.number().positive().max(100).default(fallback)
const multiple = (fallback: number) => z.number().positive().default(fallback)

/** The trail of a position that is far ahead: from each gain on, how far below the high the stop follows. */
const ladderSection = z
  .strictObject({
    atr: z.strictObject({ fromPct: pct(1), atrMultiple: multiple(1.5) }).prefault({}),
    percent: z.strictObject({ fromPct: pct(2), distancePct: pct(1.5) }).prefault({}),
    momentum: z.strictObject({ fromPct: pct(3), distancePct: pct(2) }).prefault({}),
    explosive: z.strictObject({ fromPct: pct(5), distancePct: pct(3) }).prefault({}),
    moon: z.strictObject({ fromPct: pct(10), distancePct: pct(5) }).prefault({}),
  })
  .prefault({})

const surgeLevel = (volumeMultiple: number, fallPct: number) =>
  z.strictObject({ volumeMultiple: multiple(volumeMultiple), fallPct: pct(fallPct) }).prefault({})

/** What counts as selling on volume, and what it makes of the stop. */
const surgeSection = z
  .strictObject({
    minor: surgeLevel(1.2, 0.5),
    moderate: surgeLevel(1.5, 1),
    major: surgeLevel(2, 2),
    /** Up to the first gain the stop goes to the entry, up to the second to the entry plus the first, above it locks the rest. */
    smallGainPct: pct(0.5),
    largeGainPct: pct(1),
    lockedPct: pct(80),
    /** A bar that covers or lies back more than this says nothing about now. */
    barMinutesMax: z.number().positive().default(5),
  })
  .prefault({})

/** When and where positions are closed (spec §10). */
export const exitSection = z
  .strictObject({
    initialStopPctMax: pct(3),
    stopAtrMultiple: byStyle(z.number().positive(), { standard: 1.5, advanced: 1.8, quantum: 2 }),
    targetAtrMultiple: byStyle(z.number().positive(), { standard: 2.5, advanced: 3, quantum: 4 }),
    takeProfitProfile: z.enum(['base', 'trending', 'explosive', 'moon']).default('base'),
    takeProfitPct: z
      .strictObject({ base: pct(5), trending: pct(12), explosive: pct(25), moon: pct(50) })
      .prefault({}),
    /** Sells a part at so many times the initial risk; the rest is left to the trailing stop. */
    partialExit: z.boolean().default(false),
    partialPct: z.number().positive().max(99).default(50),
    partialRiskMultiple: multiple(1),
    breakevenTriggerPct: pct(0.5),
    breakevenOffsetPct: pct(0.2),
    /** "simple" follows at one distance; "ladder" widens the distance with the gain. */
    trailProfile: z.enum(['simple', 'ladder']).default('simple'),
    trailTriggerPct: pct(0.8),
    trailDistancePct: pct(0.8),
    trailMinimumMoveUsd: z.number().min(0).default(0.01),
    trailMinimumMovePct: z.number().min(0).default(0.05),
    ladder: ladderSection,
    sellingSurge: surgeSection,
    weakRsi: z.number().min(0).max(100).default(45),
    weakRsiLooks: z.number().int().positive().default(2),
    quietVolumeRatio: z.number().positive().default(0.5),
    quietMinutes: z.number().positive().default(10),
    quietPnlPct: pct(0.3),
    quietAfterMinutes: z.number().min(0).default(30),
    jumpPct: pct(3),
    jumpAtrMultiple: multiple(6),
    /** When a price is asked for once more; a jump counts when a second quote within 5 s shows it too. */
    jumpAskAgainSeconds: z.number().positive().max(5).default(3),
    holdMinutesMax: z.number().int().positive().default(240),
    flattenMinutesBeforeClose: z.number().int().positive().default(10),
    marketMinutesBeforeClose: z.number().int().positive().default(3),
    quoteAgeSecondsMax: z.number().positive().default(90),
  })
  .prefault({})
