import { z } from 'zod'
import { byStyle } from './by-style.ts'
import { protectionSection } from './protection-section.ts'

const pct = (fallback: number) => z.number().min(0).max(100).default(fallback)
const lossPct = (fallback: number) => z.number().positive().max(100).default(fallback)
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
    dailyLossPctMax: lossPct(5),
    weeklyLossPctMax: lossPct(5),
    monthlyLossPctMax: lossPct(10),
    /** Of the high-water mark, deposits and withdrawals taken out. */
    drawdownPctMax: lossPct(10),
    /** After a drawdown the owner may let entries go on from here. */
    drawdownRecoveredPct: pct(8),
    consecutiveLossesMax: count.default(5),
    /** What each win in a row after the first adds to the size; 0 switches the streak off. */
    winStreakStepPct: pct(0),
    winStreakPctMax: z.number().min(0).max(20).default(20),
    /** Lets a margin account spend more than its cash. */
    marginAllowed: z.boolean().default(false),
    /** Which day-trading rule a margin account is held to; a cash account always settles first. */
    marginAccountPolicy: z.enum(['legacy-pdt', 'intraday-margin']).default('legacy-pdt'),
    /** Cycles in a row without a fault that end safe mode after a system error. */
    healthyCyclesMin: count.default(3),
    protections: protectionSection,
  })
  .prefault({})
