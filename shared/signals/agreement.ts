import type { StrategyFamily } from '../strategies/strategy.ts'

const AGREEMENT_LEVELS = ['NONE', 'LOW', 'MEDIUM', 'HIGH', 'MAXIMUM'] as const

/** How many different ways of looking at the market agree; two strategies of one family count once. */
export interface Agreement {
  readonly level: (typeof AGREEMENT_LEVELS)[number]
  /** The families that voted, in alphabetical order. */
  readonly families: readonly StrategyFamily[]
  /** What it adds to the score (spec §8). */
  readonly bonus: number
}

const BONUS = { NONE: 0, LOW: 0, MEDIUM: 0.02, HIGH: 0.04, MAXIMUM: 0.06 } as const

/** Counts the distinct families among the votes. */
export function agreementOf(votes: readonly StrategyFamily[]): Agreement {
  const families = [...new Set(votes)].sort()
  const level = AGREEMENT_LEVELS[families.length] ?? 'MAXIMUM'
  return { level, families, bonus: BONUS[level] }
}
