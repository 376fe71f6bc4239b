import { quantile } from './quantile.ts'

const SHARE = 0.05

/** One of twenty cannot be seen in fewer. */
const SESSIONS_MIN = 20

/**
 * Historical value at risk: what a session lost, in percent, when it was worse than 95 % of them; 0 where even such a
 * session gained. Between two sessions on a straight line (type 7). Absent under 20 sessions.
 */
export function valueAtRisk95Pct(returns: readonly number[]): number | undefined {
  if (returns.length < SESSIONS_MIN) return undefined
  const ascending = returns.toSorted((first, second) => first - second)
  return Math.max(0, -(quantile(ascending, SHARE) ?? 0) * 100)
}
