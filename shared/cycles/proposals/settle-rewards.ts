import { ProviderError } from '../../domain/provider-error.ts'
import type { World } from '../world.ts'
import { type Settled, settleReward } from './settle-reward.ts'

/** Proposals are made by hand, or a few an hour; more than these wait for the next report. */
const SETTLED_A_DAY_MAX = 100

/** How many proposals ended in each way. */
export type SettledCounts = Readonly<Partial<Record<Settled['status'] | 'unreadable', number>>>

/** Rewards every proposal whose outcome is known by now, as the daily report does. A provider that is away leaves its symbols for the next. */
export async function settleRewards(world: World): Promise<SettledCounts> {
  const waiting = await world.store.query({
    collection: 'decisions',
    where: { awaitsReward: true },
    limit: SETTLED_A_DAY_MAX,
  })
  const counts: Partial<Record<Settled['status'] | 'unreadable', number>> = {}
  for (const { path } of waiting) {
    const status = await statusOf(world, path.slice(path.indexOf('/') + 1))
    counts[status] = (counts[status] ?? 0) + 1
  }
  return counts
}

async function statusOf(world: World, decisionId: string): Promise<Settled['status'] | 'unreadable'> {
  try {
    return (await settleReward(world, decisionId)).status
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return 'unreadable'
  }
}
