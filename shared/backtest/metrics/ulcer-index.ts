import type { Account } from './check-input.ts'
import { drawdownCurve } from './drawdown-curve.ts'
import { mean } from './moments.ts'

/** Root of the mean square of how far session ends were below their high, in percent (Martin 1987). */
export function ulcerIndex({ startUsd, equity }: Account): number | undefined {
  if (equity.length === 0) return undefined
  return Math.sqrt(mean(drawdownCurve(equity, startUsd).map(({ endPct }) => endPct ** 2)))
}
