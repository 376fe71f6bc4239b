import type { Config } from '../config/config.ts'
import { percentMove, settledFigure } from './percent-move.ts'

/** The six parts of a symbol's quality, each 0 to 1 (spec §6). */
export interface QualityParts {
  readonly rsi: number
  readonly volume: number
  readonly momentum: number
  readonly technical: number
  readonly volatility: number
  readonly trend: number
}

/** Daily RSI 14: rising, and not yet exhausted. */
export function rsiPart(rsi14: number): number {
  if (rsi14 < 55 || rsi14 > 80) return 0
  return rsi14 <= 70 ? 1 : 0.8
}

/** Volume against its 20-bar mean. */
export function volumePart(ratio: number): number {
  if (ratio >= 2) return 1
  if (ratio >= 1.5) return 0.8
  if (ratio >= 1.2) return 0.6
  return ratio >= 1 ? 0.4 : 0.2
}

/** More than 2 % in 5 days and more than 5 % in 10 days give half each. */
export function momentumPart(closes: readonly number[]): number | undefined {
  const [fiveDays, tenDays] = [returnPct(closes, 5), returnPct(closes, 10)]
  if (fiveDays === undefined || tenDays === undefined) return undefined
  return (fiveDays > 2 ? 0.5 : 0) + (tenDays > 5 ? 0.5 : 0)
}

/** Price above its averages, the faster average above the slower one. */
export function technicalPart(closes: readonly number[]): number | undefined {
  const [price, fast, slow] = [closes.at(-1), mean(closes, 10), mean(closes, 20)]
  if (price === undefined || fast === undefined || slow === undefined) return undefined
  // In tenths, so that all three together are exactly 1.
  return ((price > fast ? 3 : 0) + (price > slow ? 3 : 0) + (fast > slow ? 4 : 0)) / 10
}

/** The outer five hundredths of a class on either side count as extreme: the specification gives no figure. */
const EXTREME = 0.05

/** Neither asleep nor wild among its leverage class; `rank` is 0 to 1. */
export function volatilityPart(rank: number): number {
  if (rank < EXTREME || rank > 1 - EXTREME) return 0.2
  return rank < 0.25 || rank > 0.75 ? 0.5 : 1
}

/** Slope of the line through 20 closes; 1 % of the price a bar, or more, is a full trend. */
export function trendPart(closes: readonly number[]): number | undefined {
  const days = closes.slice(-20)
  const price = days.at(-1)
  if (price === undefined || days.length < 20) return undefined
  return Math.min(1, Math.max(0, (slope(days) / price) * 100))
}

/** The weighted sum of the parts. */
export function qualityOf(parts: QualityParts, weights: Config['selector']['qualityWeights']): number {
  const names = Object.keys(weights) as (keyof QualityParts)[]
  return names.reduce((sum, name) => sum + weights[name] * parts[name], 0)
}

function returnPct(closes: readonly number[], days: number): number | undefined {
  const [from, to] = [closes.at(-1 - days), closes.at(-1)]
  return from === undefined || to === undefined ? undefined : percentMove(from, to)
}

function mean(closes: readonly number[], count: number): number | undefined {
  if (closes.length < count) return undefined
  return settledFigure(closes.slice(-count).reduce((sum, close) => sum + close, 0) / count)
}

/** Least squares, in dollars a bar. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  const spread = values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0)
  return values.reduce((sum, value, index) => sum + (index - middle) * value, 0) / spread
}
