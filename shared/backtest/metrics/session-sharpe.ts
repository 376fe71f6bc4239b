import { SESSIONS_A_YEAR } from './growth.ts'
import { mean, sampleDeviation } from './moments.ts'

/** A smaller deviation is what dividing equal growth leaves in the last binary places, no risk. */
export const DEVIATION_MIN = 1e-12

/** Mean ÷ deviation of session returns, not a year's (Sharpe 1994, without a risk-free rate); absent without a deviation. */
export function sessionSharpe(returns: readonly number[]): number | undefined {
  const deviation = sampleDeviation(returns)
  return deviation === undefined || deviation < DEVIATION_MIN ? undefined : mean(returns) / deviation
}

/** The Sharpe ratio of a year: the one of a session × √252. */
export function annualSharpe(returns: readonly number[]): number | undefined {
  const sharpe = sessionSharpe(returns)
  return sharpe === undefined ? undefined : sharpe * Math.sqrt(SESSIONS_A_YEAR)
}
