import type { EquityPoint } from '../result/backtest-result.ts'
import { SESSIONS_A_YEAR } from './growth.ts'
import { mean } from './moments.ts'

/** How often a year the equity was bought and sold again: traded for ÷ 2 ÷ mean equity; absent without any. */
export function turnoverAYear(equity: readonly EquityPoint[]): number | undefined {
  if (!equity.some(({ equityUsd }) => equityUsd > 0)) return undefined
  const roundTrips = mean(equity.map(({ tradedUsd }) => tradedUsd)) / 2
  return (roundTrips / mean(equity.map(({ equityUsd }) => equityUsd))) * SESSIONS_A_YEAR
}
