import type { Trade } from '../domain/trade.ts'
import { type IsotonicBlock, isotonicRegression } from './isotonic-regression.ts'

/** What closed trades say about how often a score wins. Plain and serialisable. */
export interface Calibration {
  readonly trades: number
  /** By rising score; `value` is the share of trades won, 0-1. */
  readonly blocks: readonly IsotonicBlock[]
}

type Outcome = Pick<Trade, 'score' | 'pnl'>

/** Fits the win probability of a score (spec §8); `undefined`, which is "uncalibrated", below `tradesMin` trades. */
export function calibrate(trades: readonly Outcome[], tradesMin: number): Calibration | undefined {
  if (trades.length < tradesMin) return undefined
  const outcomes = trades.map(({ score, pnl }) => ({ x: score, y: pnl > 0 ? 1 : 0 }))
  return { trades: trades.length, blocks: isotonicRegression(outcomes) }
}

/**
 * The win probability of a score, 0-1. Between two blocks it is that of the lower one, as nothing was seen there that
 * would promise more; below every trade it is that of the lowest block. Absent while uncalibrated.
 */
export function winProbability(calibration: Calibration | undefined, score: number): number | undefined {
  if (!calibration) return undefined
  const block = calibration.blocks.findLast(({ from }) => from <= score) ?? calibration.blocks[0]
  return block?.value
}
