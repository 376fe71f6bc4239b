import type { Account } from './check-input.ts'
import { sampleDeviation } from './moments.ts'

/** Sessions of a year, as every figure a year counts them. */
export const SESSIONS_A_YEAR = 252

/** Fewer say nothing about a year. */
const SESSIONS_MIN = 20

/** From the start to the end of the last session, in percent of the start. */
export function returnPct(account: Account): number {
  return (growthFactor(account) - 1) * 100
}

/** The same growth as a yearly rate in percent; absent under 20 sessions. */
export function cagrPct(account: Account): number | undefined {
  const sessions = account.equity.length
  if (sessions < SESSIONS_MIN) return undefined
  return (growthFactor(account) ** (SESSIONS_A_YEAR / sessions) - 1) * 100
}

/** Deviation of the session returns, a year's, in percent; absent under 2 sessions. */
export function volatilityPct(returns: readonly number[]): number | undefined {
  const deviation = sampleDeviation(returns)
  return deviation === undefined ? undefined : deviation * Math.sqrt(SESSIONS_A_YEAR) * 100
}

function growthFactor({ startUsd, equity }: Account): number {
  return (equity.at(-1)?.equityUsd ?? startUsd) / startUsd
}
