import type { Config } from '../config/config.ts'
import { add, type Money, percentChange, ZERO } from '../domain/money.ts'
import type { Agreement } from '../signals/agreement.ts'
import type { Tier } from '../signals/tier.ts'
import type { EquityRecord } from '../state/risk-state.ts'

/** What raises the equal share of an entry, factor by factor, so that an owner can see each. */
export interface Multipliers {
  /** By tier; 1 while win probabilities are uncalibrated. */
  readonly confidence: number
  /** 1 + bonus by agreement; 1 while uncalibrated. */
  readonly agreement: number
  /** By what the account has earned on the capital paid in. */
  readonly profit: number
  readonly winStreak: number
  readonly product: number
}

/** The table of spec §9 gives the ends, 1.0 and 2.5; the steps between follow the tiers. */
const CONFIDENCE: Readonly<Record<Tier, number>> = {
  LOW: 1,
  MEDIUM: 1.25,
  HIGH: 1.5,
  'VERY HIGH': 2,
  ULTRA: 2.5,
}

const AGREEMENT_BONUS: Readonly<Record<Agreement['level'], number>> = {
  NONE: 0,
  LOW: 0,
  MEDIUM: 0.25,
  HIGH: 0.5,
  MAXIMUM: 1,
}

/** From the highest step down: earned percent of the capital, factor. */
const PROFIT_STEPS = [
  [100, 2],
  [50, 1.5],
  [25, 1.25],
  [10, 1.1],
] as const

/** Every multiplier of one entry and their product. */
export function sizeMultipliers(
  entry: {
    readonly tier: Tier
    readonly agreement: Agreement['level']
    readonly calibrated: boolean
    readonly portfolioValue: Money
    readonly equity: Pick<EquityRecord, 'startCapital' | 'netDeposits'> | undefined
    readonly winsInRow: number
  },
  rules: Pick<Config['risk'], 'winStreakStepPct' | 'winStreakPctMax'>,
): Multipliers {
  const confidence = entry.calibrated ? CONFIDENCE[entry.tier] : 1
  const agreement = entry.calibrated ? 1 + AGREEMENT_BONUS[entry.agreement] : 1
  const profit = profitFactor(entry.portfolioValue, entry.equity)
  const winStreak = streakFactor(entry.winsInRow, rules)
  return { confidence, agreement, profit, winStreak, product: confidence * agreement * profit * winStreak }
}

function profitFactor(
  portfolioValue: Money,
  equity: Pick<EquityRecord, 'startCapital' | 'netDeposits'> | undefined,
): number {
  if (!equity) return 1
  const capital = add(equity.startCapital, equity.netDeposits)
  // Whoever has taken out all that was paid in has no base left that a percentage could refer to.
  if (capital <= ZERO) return 1
  const earnedPct = percentChange(capital, portfolioValue)
  return PROFIT_STEPS.find(([fromPct]) => earnedPct >= fromPct)?.[1] ?? 1
}

function streakFactor(
  winsInRow: number,
  rules: Pick<Config['risk'], 'winStreakStepPct' | 'winStreakPctMax'>,
): number {
  const bonusPct = Math.max(0, winsInRow - 1) * rules.winStreakStepPct
  return 1 + Math.min(bonusPct, rules.winStreakPctMax) / 100
}
