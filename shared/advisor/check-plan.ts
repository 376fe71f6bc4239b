import { percentChange, subtract, toDecimalText } from '../domain/money.ts'
import type { AdvisedPlan, PlanProblem } from './advised-plan.ts'
import type { AdvisorFacts } from './facts.ts'
import { fallbackPlan } from './fallback-plan.ts'
import type { Plan } from './plan.ts'

/** How far an entry may be from the price, in percent (spec §12). */
const ENTRY_DISTANCE_PCT_MAX = 2
/** The least reward for each unit of risk (spec §12). */
const REWARD_TO_RISK_MIN = 1.5

type PriceFacts = Pick<AdvisorFacts, 'ticker' | 'price'>

/**
 * The server's own word on a plan of the model: the rules are ours and no answer can move them. A plan that breaks one
 * is replaced by the plan to skip, with the reason.
 */
export function checkPlan(plan: Plan, facts: PriceFacts): AdvisedPlan {
  const problem =
    otherTicker(plan, facts) ?? levelsOutOfOrder(plan) ?? entryOffPrice(plan, facts) ?? rewardTooSmall(plan)
  return problem ? fallbackPlan(facts, problem) : { source: 'model', plan }
}

function otherTicker({ ticker }: Plan, facts: PriceFacts): PlanProblem | undefined {
  if (ticker === facts.ticker) return undefined
  return { code: 'other-ticker', reason: `the plan is for ${ticker}, asked for was ${facts.ticker}` }
}

function levelsOutOfOrder({ stopPrice, entryPrice, targetPrice }: Plan): PlanProblem | undefined {
  if (stopPrice < entryPrice && entryPrice < targetPrice) return undefined
  const [stop, entry, target] = [stopPrice, entryPrice, targetPrice].map(toDecimalText)
  const reason = `stop ${stop}, entry ${entry} and target ${target} must rise in this order`
  return { code: 'levels-out-of-order', reason }
}

/** |entry ÷ price − 1| ≤ 2 %, multiplied out so that the limit is met to the last unit. */
function entryOffPrice({ entryPrice }: Plan, { price }: PriceFacts): PlanProblem | undefined {
  if (Math.abs(entryPrice - price) * 100 <= ENTRY_DISTANCE_PCT_MAX * price) return undefined
  const away = percentChange(price, entryPrice).toFixed(2)
  const reason = `entry ${toDecimalText(entryPrice)} is ${away} % from the price ${toDecimalText(price)}, limit ${ENTRY_DISTANCE_PCT_MAX} %`
  return { code: 'entry-off-price', reason }
}

function rewardTooSmall({ stopPrice, entryPrice, targetPrice }: Plan): PlanProblem | undefined {
  const [reward, risk] = [subtract(targetPrice, entryPrice), subtract(entryPrice, stopPrice)]
  if (reward >= REWARD_TO_RISK_MIN * risk) return undefined
  const reason = `reward ${toDecimalText(reward)} to risk ${toDecimalText(risk)} a share is less than ${REWARD_TO_RISK_MIN}`
  return { code: 'reward-too-small', reason }
}
