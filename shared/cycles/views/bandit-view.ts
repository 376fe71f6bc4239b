import type { z } from 'zod'
import type { banditLogsAnswer, banditStatsAnswer } from '../../api/answers/catalyst-answers.ts'
import { readBandit } from '../../bandit/apply-reward.ts'
import { ARMS } from '../../bandit/arm.ts'
import { armOutlooks } from '../../bandit/arm-outlook.ts'
import { type BanditContext, CONTEXT_TERMS, CONTEXT_VERSION } from '../../bandit/context.ts'
import type { Store } from '../../ports/store.ts'
import { type RewardRecord, rewardRecordSchema } from '../../state/bandit-state.ts'
import { utcText } from '../../time/utc-text.ts'

/** Before the first reward there is no context to look at; half of everything shows that nothing is known. */
const HALF: BanditContext = {
  version: CONTEXT_VERSION,
  terms: CONTEXT_TERMS.map(() => 0.5),
  missing: [],
}

/** What each arm has learned, and what it promises in the context of the latest reward. */
export async function banditStatsView(store: Store): Promise<z.input<typeof banditStatsAnswer>> {
  const [state, [latest]] = await Promise.all([readBandit(store), readRewards(store, 1)])
  const outlooks = armOutlooks(state, latest?.context ?? HALF)
  return {
    contextVersion: state.contextVersion,
    rewards: state.rewards,
    basis: latest ? `the context of ${latest.decisionId}` : 'every term at one half: nothing was learned yet',
    arms: ARMS.map((arm) => ({ arm, ...outlooks[arm] })),
  }
}

/** The latest rewards, newest first. */
export async function banditLogsView(
  store: Store,
  { limit }: { readonly limit: number },
): Promise<z.input<typeof banditLogsAnswer>> {
  const rewards = await readRewards(store, limit)
  return {
    rewards: rewards.map(({ decisionId, at, arm, riskMultiple, reward }) => ({
      ...{ decisionId, at: utcText(at), arm, riskMultiple, reward },
    })),
  }
}

async function readRewards(store: Store, limit: number): Promise<readonly RewardRecord[]> {
  const documents = await store.query({
    collection: 'rewards',
    orderBy: { field: 'at', direction: 'descending' },
    limit,
  })
  return documents.map(({ value }) => rewardRecordSchema.parse(value))
}
