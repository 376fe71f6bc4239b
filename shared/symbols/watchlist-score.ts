import { z } from 'zod'
import type { Config } from '../config/config.ts'
import type { SymbolScore } from '../ledger/symbol-score.ts'
import { tickerSchema } from '../state/document-schemas.ts'
import type { DailyFigures } from './daily-figures.ts'
import { settledFigure } from './percent-move.ts'
import { momentumPart, volatilityPart, volumePart } from './quality.ts'

/** One symbol of the watchlist with the figures of its place. */
export const watchedSymbolSchema = z.strictObject({
  symbol: tickerSchema,
  score: z.number(),
  /** No news was read: the sentiment counts as neutral. */
  sentimentUnknown: z.boolean(),
})

export type WatchedSymbol = Readonly<z.infer<typeof watchedSymbolSchema>>

const NEUTRAL_SENTIMENT = 0.5

const NOTHING_EARNED = { score: 0, multiplier: 1 }

/** What the watchlist knows besides the completed days. */
export interface WatchCircumstances {
  /** Place among the leverage class, 0 to 1. */
  readonly volatilityRank: number | undefined
  /** 0 bad to 1 good; absent without news. */
  readonly sentiment?: number | undefined
  /** What the symbol's own trades have earned for their keep; absent without a trade. */
  readonly earned?: Pick<SymbolScore, 'score' | 'multiplier'> | undefined
}

/**
 * The daily score of one symbol (spec §6), times what enough trades of its own make of it, plus its symbol score: one
 * dollar for every 100 used adds one hundredth. Absent when the symbol's days are not known well enough.
 */
export function watchlistScore(
  { symbol, closes, volumeRatio, volumeMomentum }: DailyFigures,
  { volatilityRank, sentiment, earned = NOTHING_EARNED }: WatchCircumstances,
  weights: Config['selector']['watchlistWeights'],
): WatchedSymbol | undefined {
  const momentum = momentumPart(closes)
  if (momentum === undefined || volumeRatio === undefined || volumeMomentum === undefined) return undefined
  if (volatilityRank === undefined) return undefined
  const score =
    weights.volume * volumePart(volumeRatio) +
    weights.volatility * volatilityPart(volatilityRank) +
    weights.momentum * momentum +
    weights.sentiment * (sentiment ?? NEUTRAL_SENTIMENT) +
    weights.volumeMomentum * volumeMomentumPart(volumeMomentum)
  return {
    symbol,
    score: settledFigure(score * earned.multiplier + earned.score / 100),
    sentimentUnknown: sentiment === undefined,
  }
}

/** Volume of the last week against the last month: half of it is 0, half as much again is 1. */
export function volumeMomentumPart(ratio: number): number {
  return Math.min(1, Math.max(0, ratio - 0.5))
}

/** Best first, equal ones in the order of the alphabet, at most so many. */
export function rankWatchlist(
  watched: readonly (WatchedSymbol | undefined)[],
  symbolsMax: number,
): readonly WatchedSymbol[] {
  return watched
    .filter((each) => each !== undefined)
    .sort((first, second) => second.score - first.score || (first.symbol < second.symbol ? -1 : 1))
    .slice(0, symbolsMax)
}
