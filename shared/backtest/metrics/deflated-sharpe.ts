import { normalQuantile } from './normal-quantile.ts'
import { probabilisticSharpe } from './probabilistic-sharpe.ts'

/** Euler and Mascheroni. */
const GAMMA = 0.5772156649015329

/** Some returns and how many were tried to find them. */
interface Tried {
  /** Of each session as a fraction. */
  readonly returns: readonly number[]
  /** Runs that were made, this one included; with 1 the answer is the probabilistic Sharpe ratio. */
  readonly trials: number
  /** Of the trials' Sharpe ratios per session; without it, that of an estimate where there is no skill, 1 ÷ √(n − 1). */
  readonly deviation?: number | undefined
}

/**
 * Probability (0 to 1) that the true Sharpe ratio is above the best one that so many trials without skill would show:
 * Bailey and López de Prado, "The Deflated Sharpe Ratio", 2014. Absent without a Sharpe ratio.
 */
export function deflatedSharpe({ returns, trials, deviation }: Tried): number | undefined {
  const spread = deviation ?? 1 / Math.sqrt(returns.length - 1)
  return probabilisticSharpe(returns, trials === 1 ? 0 : spread * expectedMaximum(trials))
}

/** Of the largest of so many independent standard normal values, approximately (2 or more; equation 1 of the paper). */
function expectedMaximum(count: number): number {
  return (1 - GAMMA) * normalQuantile(1 - 1 / count) + GAMMA * normalQuantile(1 - 1 / (count * Math.E))
}
