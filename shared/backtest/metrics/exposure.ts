import type { EquityPoint } from '../result/backtest-result.ts'
import { mean } from './moments.ts'

/** Mean share of the equity that was in positions, over all sessions, in percent. */
export function exposurePct(equity: readonly EquityPoint[]): number {
  return equity.length === 0 ? 0 : mean(equity.map((point) => point.exposurePct))
}
