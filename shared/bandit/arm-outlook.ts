import type { BanditState } from '../state/bandit-state.ts'
import { type ByArm, byArm } from './arm.ts'
import { dot } from './cholesky.ts'
import { EXPLORATION } from './choose-arm.ts'
import { assertTerms, type BanditContext } from './context.ts'
import { weightDistribution } from './posterior.ts'

/** A normal number lies within so many standard deviations of its mean nine times of ten. */
const DEVIATIONS_OF_90_PCT = 1.6448536269514722

/** What an arm promises in a context, in units of reward. */
export interface ArmOutlook {
  /** Rewards it has learned from. */
  readonly updates: number
  readonly mean: number
  /** The ends of the interval that holds 90 % of its draws. */
  readonly low: number
  readonly high: number
}

/** Mean and 90 % interval of xᵀw for each arm, for people to look at; it chooses nothing. */
export function armOutlooks(
  { arms }: BanditState,
  { terms }: BanditContext,
  exploration: number = EXPLORATION,
): ByArm<ArmOutlook> {
  assertTerms(terms)
  return byArm((arm) => {
    const weights = weightDistribution(arms[arm], exploration)
    const mean = dot(terms, weights.mean)
    const reach = DEVIATIONS_OF_90_PCT * weights.deviationAt(terms)
    return { updates: arms[arm].updates, mean, low: mean - reach, high: mean + reach }
  })
}
