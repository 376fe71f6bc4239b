import { z } from 'zod'

const minutes = (fallback: number) => z.number().int().positive().default(fallback)
const count = (fallback: number) => z.number().int().min(1).default(fallback)

/**
 * When a run of bad trades makes entries rest (spec §9). The stop-loss guard has the figures of the
 * specification; it names the other two without figures, and theirs are chosen to lie well inside the loss
 * limits.
 */
export const protectionSection = z
  .strictObject({
    stopOutsMax: count(4),
    stopOutWindowMinutes: minutes(60),
    stopOutLockMinutes: minutes(60),
    /** A symbol rests when so many trades within the window lost so much in sum, in percent of their cost. */
    lowProfitTradesMin: count(4),
    lowProfitLossPct: z.number().positive().max(100).default(2),
    lowProfitWindowMinutes: minutes(7_200),
    lowProfitLockMinutes: minutes(1_440),
    /**
     * Everything rests when realised P&L within the window fell so far from its high, in percent of the
     * portfolio.
     */
    drawdownLockPct: z.number().positive().max(100).default(4),
    drawdownWindowMinutes: minutes(390),
    drawdownLockMinutes: minutes(60),
  })
  .prefault({})
