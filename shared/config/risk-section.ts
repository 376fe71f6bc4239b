import { z } from 'zod'
import { byStyle } from './by-style.ts'

const pct = (fallback: number) => z.number().min(0).max(100).default(fallback)
const count = z.number().int().min(1)

/** How much may be at stake (spec §9); percentages are of the portfolio value. */
export const riskSection = z
  .strictObject({
    investedPctMax: pct(80),
    positionPctMax: pct(35),
    cashReservePct: pct(20),
    corrGroupPctMax: pct(40),
    riskPerTradePct: byStyle(z.number().positive().max(100), { standard: 1.25, advanced: 1.5, quantum: 2 }),
    averageVolumePctMax: pct(1),
    positionUsdMin: z.number().min(0).default(50),
    positionPctMin: pct(1),
    openPositionsMax: byStyle(count.max(20), { standard: 5, advanced: 8, quantum: 10 }),
    corrGroupPositionsMax: count.default(3),
    dailyTradesMax: byStyle(count, { standard: 10, advanced: 20, quantum: 50 }),
    dailyLossPctMax: pct(5),
  })
  .prefault({})
