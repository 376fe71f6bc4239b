import type { Style } from '../config/config.ts'
import { settledFigure } from '../symbols/percent-move.ts'
import type { Features } from './features.ts'
import type { ScoreBreakdown } from './score.ts'

/** How good a score is, in the words told to the owner. */
export type Tier = 'ULTRA' | 'VERY HIGH' | 'HIGH' | 'MEDIUM' | 'LOW'

/** The quality tier of a score, as told to the owner (spec §8). */
export function tierOf(score: number): Tier {
  if (score >= 0.99) return 'ULTRA'
  if (score >= 0.95) return 'VERY HIGH'
  if (score >= 0.9) return 'HIGH'
  return score >= 0.8 ? 'MEDIUM' : 'LOW'
}

const STYLE_FACTOR: Readonly<Record<Style, number>> = { standard: 1, advanced: 1.2, quantum: 1.5 }
const EXPECTED_PCT_MAX = 50

/**
 * The expected-return label in percent; a label for the kind of move, not a forecast (spec §8). Momentum is the mean
 * of the MACD, stochastic and RSI parts of the score; without all three, or without a volume ratio, it is the lowest label.
 */
export function expectedReturnPct(
  features: Pick<Features, 'volumeRatio'>,
  { parts }: Pick<ScoreBreakdown, 'parts'>,
  style: Style,
): number {
  return Math.min(EXPECTED_PCT_MAX, basePct(momentum(parts), features.volumeRatio) * STYLE_FACTOR[style])
}

function basePct(momentum: number | undefined, volumeRatio: number | undefined): number {
  if (momentum === undefined || volumeRatio === undefined) return 3
  if (momentum >= 0.8 && volumeRatio >= 2) return 25
  if (momentum >= 0.6 && volumeRatio >= 1.5) return 12
  return momentum >= 0.4 && volumeRatio >= 1.2 ? 5 : 3
}

function momentum({ macd, stochastic, rsi }: ScoreBreakdown['parts']): number | undefined {
  if (macd === undefined || stochastic === undefined || rsi === undefined) return undefined
  return settledFigure((macd + stochastic + rsi) / 3)
}
