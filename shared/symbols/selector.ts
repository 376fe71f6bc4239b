import { z } from 'zod'
import type { Config } from '../config/config.ts'
import type { Ticker } from '../domain/ids.ts'
import { tickerSchema } from '../state/document-schemas.ts'
import type { Candidate } from './candidate.ts'
import { type MarketRegime, regimeAdjustment } from './market-regime.ts'
import { settledFigure } from './percent-move.ts'
import {
  momentumPart,
  type QualityParts,
  qualityOf,
  rsiPart,
  technicalPart,
  trendPart,
  volatilityPart,
  volumePart,
} from './quality.ts'
import { type FilterLimits, failedFilters, filterReport } from './universe-filters.ts'
import { volatilityRanks } from './volatility-rank.ts'

const part = z.number().min(0).max(1)

/** One symbol with every figure that its place rests on. */
export const rankedSymbolSchema = z.strictObject({
  symbol: tickerSchema,
  overall: z.number(),
  quality: part,
  parts: z.strictObject({
    rsi: part,
    volume: part,
    momentum: part,
    technical: part,
    volatility: part,
    trend: part,
  }),
  volumeBonus: z.number(),
  regimeAdjustment: z.number(),
})

/** A symbol in the ranking. */
type RankedSymbol = Readonly<z.infer<typeof rankedSymbolSchema>>

/** Why a symbol is not ranked. */
export interface Unranked {
  readonly symbol: Ticker
  readonly reason: string
}

/** The whole universe put in order, and who of it may be entered. */
export interface Selection {
  /** Best first. */
  readonly selected: readonly Ticker[]
  /** Every symbol that could be judged, best first. */
  readonly ranking: readonly RankedSymbol[]
  readonly unranked: readonly Unranked[]
}

/** What a selection rests on besides the symbols. */
export interface SelectionRules {
  readonly selector: Config['selector']
  readonly filters: FilterLimits
  readonly regime: MarketRegime
}

/**
 * Chooses the symbols that may be entered (spec §6): those that pass the filters and reach the threshold, the best
 * ones up to the maximum, equal ones in the order of the alphabet. Fewer are never filled up.
 */
export function selectSymbols(candidates: readonly Candidate[], rules: SelectionRules): Selection {
  const ranks = volatilityRanks(candidates)
  const judged = candidates.map((candidate) => judge(candidate, ranks.get(candidate.symbol), rules))
  const ranking = judged.filter((each) => 'overall' in each).sort(better)
  return {
    selected: ranking
      .filter(({ overall }) => overall >= rules.selector.overallMin)
      .slice(0, rules.selector.symbolsMax)
      .map(({ symbol }) => symbol),
    ranking,
    unranked: judged.filter((each) => 'reason' in each),
  }
}

function judge(
  candidate: Candidate,
  volatilityRank: number | undefined,
  rules: SelectionRules,
): RankedSymbol | Unranked {
  const { symbol } = candidate
  const failed = failedFilters(filterReport(candidate, rules.filters))
  if (failed.length > 0) return { symbol, reason: `filter: ${failed.join(', ')}` }
  const parts = qualityParts(candidate, volatilityRank)
  const missing = Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [name] : []))
  if (missing.length > 0) return { symbol, reason: `not known: ${missing.join(', ')}` }
  return rank(candidate, parts as QualityParts, rules)
}

type KnownParts = { readonly [Name in keyof QualityParts]: number | undefined }

function qualityParts(
  { rsi14, volumeRatio, closes }: Candidate,
  volatilityRank: number | undefined,
): KnownParts {
  return {
    rsi: rsi14 === undefined ? undefined : rsiPart(rsi14),
    volume: volumeRatio === undefined ? undefined : volumePart(volumeRatio),
    momentum: momentumPart(closes),
    technical: technicalPart(closes),
    volatility: volatilityRank === undefined ? undefined : volatilityPart(volatilityRank),
    trend: trendPart(closes),
  }
}

function rank(candidate: Candidate, parts: QualityParts, { selector, regime }: SelectionRules): RankedSymbol {
  const quality = qualityOf(parts, selector.qualityWeights)
  const busy = (candidate.volumeRatio ?? 0) >= selector.volumeBonusRatioMin
  const volumeBonus = busy ? selector.volumeBonus : 0
  const adjustment = regimeAdjustment(regime, candidate.leverage, selector)
  const adjusted = Math.min(1, Math.max(0, quality + volumeBonus + adjustment))
  const overall = selector.qualityShare * quality + (1 - selector.qualityShare) * adjusted
  return {
    symbol: candidate.symbol,
    overall: settledFigure(overall),
    quality: settledFigure(quality),
    parts,
    volumeBonus,
    regimeAdjustment: adjustment,
  }
}

function better(first: RankedSymbol, second: RankedSymbol): number {
  return second.overall - first.overall || (first.symbol < second.symbol ? -1 : 1)
}

/** What became of a list: who came and who went. */
export interface ListChange {
  readonly added: readonly Ticker[]
  readonly removed: readonly Ticker[]
}

/** Compares two lists as sets; a new order alone is no change and answers nothing. */
export function listChange(before: readonly Ticker[], after: readonly Ticker[]): ListChange | undefined {
  const added = after.filter((symbol) => !before.includes(symbol))
  const removed = before.filter((symbol) => !after.includes(symbol))
  return added.length + removed.length === 0 ? undefined : { added, removed }
}
