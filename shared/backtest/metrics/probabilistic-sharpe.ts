import { shape } from './moments.ts'
import { normalProbability } from './normal-probability.ts'
import { sessionSharpe } from './session-sharpe.ts'

/**
 * Probability (0 to 1) that the true Sharpe ratio per session is above a benchmark, given skewness and kurtosis of the
 * returns: Bailey and López de Prado, "The Sharpe Ratio Efficient Frontier", 2012, equation 11. Absent without a Sharpe
 * ratio.
 */
export function probabilisticSharpe(returns: readonly number[], benchmark = 0): number | undefined {
  const sharpe = sessionSharpe(returns)
  if (sharpe === undefined) return undefined
  const { skewness, kurtosis } = shape(returns)
  const variance = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe ** 2
  const distance = ((sharpe - benchmark) * Math.sqrt(returns.length - 1)) / Math.sqrt(variance)
  return Number.isNaN(distance) ? undefined : normalProbability(distance)
}
