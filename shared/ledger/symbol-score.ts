import type { Config } from '../config/config.ts'
import type { Trade } from '../domain/trade.ts'

/** What a symbol has earned for its keep so far. */
export interface SymbolScore {
  /** How many of its trades it rests on. */
  readonly trades: number
  /** Mean over them; absent without a trade. */
  readonly profitPer100Usd?: number
  /** The same mean, pulled toward 0 while the trades are few. */
  readonly score: number
  /** What the score does to the symbol's rank; 1 until there are enough trades. */
  readonly multiplier: number
}

/** Scores one symbol by its closed trades, oldest first (spec §11). */
export function symbolScore(
  trades: readonly Pick<Trade, 'pnlPct'>[],
  rules: Config['learning'],
): SymbolScore {
  const latest = trades.slice(-rules.symbolScoreTradesMax)
  // The sum over trades plus prior is the mean of the trades together with that many trades that earned nothing.
  const earned = latest.reduce((sum, { pnlPct }) => sum + pnlPct, 0)
  const score = earned / (latest.length + rules.symbolScorePriorTrades)
  return {
    trades: latest.length,
    ...(latest.length > 0 && { profitPer100Usd: earned / latest.length }),
    score,
    multiplier: multiplierOf(score, latest.length, rules),
  }
}

function multiplierOf(score: number, trades: number, rules: Config['learning']): number {
  if (trades < rules.symbolMultiplierTradesMin) return 1
  const moved = 1 + score * rules.symbolMultiplierPerScore
  return Math.min(rules.symbolMultiplierMax, Math.max(rules.symbolMultiplierMin, moved))
}
