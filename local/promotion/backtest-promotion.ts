import { answeredWithReasons } from '../../shared/backtest/promotion/promotion-reasons.ts'
import type { BacktestResult } from '../../shared/backtest/result/backtest-result.ts'

const NOT_IN_A_BACKTEST = 'in a backtest'

/** Adds what the promotion gate says of a backtest; a run without a headline is not judged. */
export function withPromotion(result: BacktestResult): BacktestResult {
  const { metrics, about } = result
  if (!metrics) return result
  const { promoted, conditions } = answeredWithReasons(
    { metrics, sessions: about.sessions },
    { reconciliationErrors: NOT_IN_A_BACKTEST, longestMonitorGapSeconds: NOT_IN_A_BACKTEST },
  )
  return { ...result, promotion: { promoted, conditions: [...conditions] } }
}
