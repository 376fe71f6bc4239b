import { z } from 'zod'
import { byStyle } from './by-style.ts'

const pct = (fallback: number) => z.number().positive().max(100).default(fallback)

/** When and where positions are closed (spec §10). */
export const exitSection = z
  .strictObject({
    initialStopPctMax: pct(3),
    stopAtrMultiple: byStyle(z.number().positive(), { standard: 1.5, advanced: 1.8, quantum: 2 }),
    targetAtrMultiple: byStyle(z.number().positive(), { standard: 2.5, advanced: 3, quantum: 4 }),
    takeProfitPct: pct(5),
    breakevenTriggerPct: pct(0.5),
    breakevenOffsetPct: pct(0.2),
    trailTriggerPct: pct(0.8),
    trailDistancePct: pct(0.8),
    trailMinimumMoveUsd: z.number().min(0).default(0.01),
    trailMinimumMovePct: z.number().min(0).default(0.05),
    holdMinutesMax: z.number().int().positive().default(240),
    flattenMinutesBeforeClose: z.number().int().positive().default(10),
    marketMinutesBeforeClose: z.number().int().positive().default(3),
    quoteAgeSecondsMax: z.number().positive().default(90),
  })
  .prefault({})
