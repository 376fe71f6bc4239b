import type { z } from 'zod'
import type { decisionAnswer } from '../../api/answers/decision-answers.ts'
import { Refused } from '../../api/refused.ts'
import { readReward } from '../../bandit/apply-reward.ts'
import type { DecisionId } from '../../domain/ids.ts'
import { explain } from '../../signals/explain.ts'
import type { RewardRecord } from '../../state/bandit-state.ts'
import { utcText } from '../../time/utc-text.ts'
import type { Known } from '../questions/asked.ts'
import { readDecisionStory } from '../questions/decision-story.ts'
import { decisionRowOf } from './decision-row.ts'
import { orderRowOf } from './order-row.ts'
import { stopHistory } from './stop-history.ts'
import { tradeRowOf } from './trade-row.ts'

/**
 * One decision and what followed from it: its steps, where the stop stood, its orders and trades; refused when there is none of
 * this id. Reads it, its orders, its trade and one document for every time that its stop was moved.
 */
export async function decisionView(
  { world, state }: Known,
  { decisionId }: { readonly decisionId: string },
): Promise<Readonly<z.input<typeof decisionAnswer>> | Refused> {
  const [story, reward] = await Promise.all([
    readDecisionStory({ store: world.store, state }, decisionId),
    readReward(world.store, decisionId as DecisionId),
  ])
  if (!story) return new Refused(404, notFoundWords(decisionId))
  // The alerts are left out: looking for those takes the whole outbox.
  const { steps } = explain({ ...story, alerts: [] })
  return {
    ...decisionRowOf(decisionId, story.decision),
    steps: steps.map(({ title, lines }) => ({ title, lines: [...lines] })),
    stops: stopHistory(story, state),
    orders: story.orders.map(orderRowOf),
    trades: story.trades.map(tradeRowOf),
    ...(reward && { reward: rewardOf(reward) }),
  }
}

function rewardOf({ arm, riskMultiple, reward, at }: RewardRecord) {
  return { arm, riskMultiple, reward, at: utcText(at) }
}

function notFoundWords(decisionId: string): string {
  return `No decision "${decisionId}" is kept. The decisions of a date tell the ids that there are.`
}
