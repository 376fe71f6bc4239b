import { SESSIONS_A_YEAR } from './growth.ts'
import { mean } from './moments.ts'
import { DEVIATION_MIN } from './session-sharpe.ts'

/**
 * Mean ÷ downside deviation of session returns × √252. The downside is the root of the mean square of what fell below
 * 0, over all sessions (Sortino and Price 1994). Absent under 2 sessions and where none fell.
 */
export function sortinoRatio(returns: readonly number[]): number | undefined {
  const downside = Math.sqrt(mean(returns.map((gained) => Math.min(gained, 0) ** 2)))
  if (returns.length < 2 || downside < DEVIATION_MIN) return undefined
  return (mean(returns) / downside) * Math.sqrt(SESSIONS_A_YEAR)
}
