import { z } from 'zod'

const share = (fallback: number) => z.number().min(0).max(1).default(fallback)
const pct = (fallback: number) => z.number().positive().max(100).default(fallback)

/** Which symbols of the universe may be entered, and how the list of the day is ranked (spec §6). */
export const selectorSection = z
  .strictObject({
    qualityWeights: z
      .strictObject({
        rsi: share(0.2),
        volume: share(0.2),
        momentum: share(0.15),
        technical: share(0.15),
        volatility: share(0.15),
        trend: share(0.15),
      })
      .prefault({}),
    /** How much of the overall figure is quality alone; the rest is quality with bonus and regime. */
    qualityShare: share(0.4),
    volumeBonus: share(0.1),
    volumeBonusRatioMin: z.number().positive().default(1.5),
    alignedBonus: share(0.15),
    misalignedPenalty: share(0.2),
    /** Weighted return of the market beyond which it is a bull or a bear market. */
    regimePct: pct(3),
    /** Weighted return at which the regime is certain. */
    regimeCertainPct: pct(5),
    overallMin: share(0.7),
    symbolsMax: z.number().int().min(1).default(50),
    rerankMinutes: z.number().int().min(1).max(390).default(60),
    watchlistWeights: z
      .strictObject({
        volume: share(0.3),
        volatility: share(0.25),
        momentum: share(0.2),
        sentiment: share(0.15),
        volumeMomentum: share(0.1),
      })
      .prefault({}),
  })
  .prefault({})
