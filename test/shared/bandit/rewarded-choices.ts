import type { RewardedChoice } from '../../../shared/bandit/apply-reward.ts'
import { banditContext } from '../../../shared/bandit/context.ts'
import type { DecisionId } from '../../../shared/domain/ids.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'

/** A trade of REACTIVE that earned 1.5 R, unless told otherwise. */
export function rewardedChoice(decisionId: string, over: Partial<RewardedChoice> = {}): RewardedChoice {
  return {
    decisionId: decisionId as DecisionId,
    arm: 'REACTIVE',
    context: banditContext({ bias: 0.5, immediacy: 1, newsSentiment: -0.2, daysToEvent: 3 }),
    outcome: { kind: 'traded', riskMultiple: 1.5 },
    at: Date.UTC(2026, 2, 3, 20, 0) as EpochMs,
    ...over,
  }
}
