import { percentOf, toDecimalText, ZERO } from '../domain/money.ts'
import type { AdvisedPlan, PlanProblem } from './advised-plan.ts'
import type { AdvisorFacts } from './facts.ts'

/** The levels of the plan to skip, in percent of the price (spec §12). */
const LEVELS_PCT = { entry: 99.5, stop: 98, target: 103 }
const TIMEOUT_DAYS = 5
const CONFIDENCE = 0.5

/** The plan that stands when the model gave none that can be used: to skip. Throws when there is no price. */
export function fallbackPlan(
  { ticker, price }: Pick<AdvisorFacts, 'ticker' | 'price'>,
  { code, reason }: PlanProblem,
): AdvisedPlan {
  if (!(price > ZERO)) throw new RangeError(`price: must be above 0 (was ${toDecimalText(price)})`)
  const level = (pct: number) => percentOf(price, pct, 'nearest')
  return {
    source: 'fallback',
    code,
    reason,
    plan: {
      ticker,
      action: 'SKIP',
      entryType: 'LIMIT',
      entryPrice: level(LEVELS_PCT.entry),
      stopPrice: level(LEVELS_PCT.stop),
      targetPrice: level(LEVELS_PCT.target),
      timeoutDays: TIMEOUT_DAYS,
      confidence: CONFIDENCE,
      reason,
      missingFields: [],
    },
  }
}
