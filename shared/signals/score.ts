import type { Agreement } from './agreement.ts'
import type { Features } from './features.ts'
import * as subScores from './sub-scores.ts'

interface WeighedPart {
  /** Share of the whole score. */
  readonly weight: number
  readonly value: subScores.SubScore
}

/** The formula of spec §8, each part with its weight in its group times the weight of the group. */
const PARTS = {
  smaStack: { weight: 0.4 * 0.3, value: subScores.smaStack },
  pricePosition: { weight: 0.4 * 0.2, value: subScores.pricePosition },
  macd: { weight: 0.4 * 0.2, value: subScores.macd },
  bollinger: { weight: 0.4 * 0.15, value: subScores.bollinger },
  stochastic: { weight: 0.4 * 0.1, value: subScores.stochastic },
  pattern: { weight: 0.4 * 0.05, value: subScores.pattern },
  volumeRatio: { weight: 0.3 * 0.4, value: subScores.volumeRatio },
  volumeSurge: { weight: 0.3 * 0.4, value: subScores.volumeSurge },
  volumeSide: { weight: 0.3 * 0.2, value: subScores.volumeSide },
  rsi: { weight: 0.3 * 0.5, value: subScores.rsi },
  openingRange: { weight: 0.3 * 0.5, value: subScores.openingRange },
} as const satisfies Record<string, WeighedPart>

type ScorePart = keyof typeof PARTS

/** What each part counts for in the whole score, for whoever explains one. */
export const SCORE_WEIGHTS: Readonly<Record<ScorePart, number>> = weightsOf(PARTS)

const PART_LIST = Object.entries(PARTS) as readonly (readonly [ScorePart, WeighedPart])[]

/** Limited daily history costs a tenth of the score (spec §4). */
export const LIMITED_FACTOR = 0.9

/** A score with everything it is made of. It ranks and gates entries; it is not a probability. */
export interface ScoreBreakdown {
  /** 0-1 with four decimals, so that what is shown is what is compared with a threshold. */
  readonly total: number
  /** Each part 0-1, before its weight. */
  readonly parts: Readonly<Partial<Record<ScorePart, number>>>
  readonly agreementBonus: number
  /** Parts that are not known; each counts as 0. */
  readonly missing: readonly ScorePart[]
}

/** Adds up the score of one symbol at one moment. */
export function scoreOf(features: Features, agreement: Pick<Agreement, 'bonus'>): ScoreBreakdown {
  const parts: Partial<Record<ScorePart, number>> = {}
  const missing: ScorePart[] = []
  let sum = agreement.bonus
  for (const [name, { weight, value }] of PART_LIST) {
    const part = value(features)
    if (part === undefined) missing.push(name)
    else {
      parts[name] = part
      sum += weight * part
    }
  }
  const factor = features.quality === 'limited' ? LIMITED_FACTOR : 1
  return { total: fourDecimals(Math.min(1, sum) * factor), parts, agreementBonus: agreement.bonus, missing }
}

function weightsOf(parts: Readonly<Record<ScorePart, WeighedPart>>): Readonly<Record<ScorePart, number>> {
  return Object.fromEntries(Object.entries(parts).map(([name, { weight }]) => [name, weight])) as Record<
    ScorePart,
    number
  >
}

function fourDecimals(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
