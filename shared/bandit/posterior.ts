import {
  cholesky,
  dot,
  type PackedTriangle,
  packedIndex,
  packedLength,
  solveLower,
  solveUpper,
} from './cholesky.ts'
import { assertTerms, CONTEXT_TERMS } from './context.ts'

/** How much of what an arm has learned stays at each of its rewards (spec §12, γ): about the last 200 count. */
const KEPT_SHARE = 0.995

const SIZE = CONTEXT_TERMS.length

/** How many numbers describe the precision of an arm. */
export const PRECISION_LENGTH = packedLength(SIZE)

/**
 * What one arm has learned: a normal distribution over the weight of each context term, by Bayesian linear regression
 * (Agrawal and Goyal, "Thompson Sampling for Contextual Bandits with Linear Payoffs", 2013) that forgets.
 */
export interface ArmPosterior {
  /** Rewards learned from. */
  readonly updates: number
  /** A, never below the unit matrix: what is forgotten falls back to what was known at first. */
  readonly precision: PackedTriangle
  /** b, the contexts weighted with their rewards. */
  readonly weightedTerms: readonly number[]
}

/** An arm that has learned nothing: A = I, b = 0. */
export const FRESH_POSTERIOR: ArmPosterior = {
  updates: 0,
  precision: triangle((row, column) => (row === column ? 1 : 0)),
  weightedTerms: CONTEXT_TERMS.map(() => 0),
}

/** Learns one reward, within [−1, 1]: A ← γA + xxᵀ + (1−γ)I, b ← γb + r·x. */
export function learned(
  { updates, precision, weightedTerms }: ArmPosterior,
  { terms, reward }: { readonly terms: readonly number[]; readonly reward: number },
): ArmPosterior {
  assertTerms(terms)
  if (!(Math.abs(reward) <= 1)) throw new RangeError(`a reward must be within -1 and 1, was ${reward}`)
  const x = (index: number) => terms[index] as number
  const next: ArmPosterior = {
    updates: updates + 1,
    precision: triangle((row, column) => {
      const kept = KEPT_SHARE * (precision[packedIndex(row, column)] as number)
      return kept + x(row) * x(column) + (row === column ? 1 - KEPT_SHARE : 0)
    }),
    weightedTerms: weightedTerms.map((value, index) => KEPT_SHARE * value + reward * x(index)),
  }
  // Throws on a matrix that no distribution has, before anybody can keep it.
  cholesky(next.precision, SIZE)
  return next
}

/** The distribution of an arm's weights, N(A⁻¹b, v²A⁻¹), ready to be asked. */
export interface WeightDistribution {
  readonly mean: readonly number[]
  /** One draw: mean + v·L⁻ᵀz, z from a source of standard normal numbers. */
  draw(normal: () => number): readonly number[]
  /** Standard deviation of xᵀw: v·√(xᵀA⁻¹x). */
  deviationAt(terms: readonly number[]): number
}

/** Factors the precision once; `exploration` is v, above 0. Throws `NotPositiveDefiniteError`. */
export function weightDistribution(
  { precision, weightedTerms }: ArmPosterior,
  exploration: number,
): WeightDistribution {
  const factor = cholesky(precision, SIZE)
  const mean = solveUpper(factor, solveLower(factor, weightedTerms))
  return {
    mean,
    draw: (normal) => {
      const noise = solveUpper(
        factor,
        mean.map(() => normal()),
      )
      return mean.map((value, index) => value + exploration * (noise[index] as number))
    },
    deviationAt: (terms) => {
      const spread = solveLower(factor, terms)
      return exploration * Math.sqrt(dot(spread, spread))
    },
  }
}

function triangle(valueAt: (row: number, column: number) => number): PackedTriangle {
  const values: number[] = []
  for (let row = 0; row < SIZE; row += 1)
    for (let column = 0; column <= row; column += 1) values.push(valueAt(row, column))
  return values
}
