import { type Learning, learnFrom } from '../ledger/learning.ts'
import type { DocumentPath } from '../ports/store.ts'
import { learningSchema } from '../state/learning-schema.ts'
import { latestTrades } from './closed-trades.ts'
import type { Tick } from './tick.ts'
import type { World } from './world.ts'

export const LEARNING_PATH: DocumentPath = 'engine/learning'

/** What the last report learned in the mode of today; absent before the first report and after a change of mode. */
export async function readLearning({
  store,
  config,
}: Pick<World, 'store' | 'config'>): Promise<Learning | undefined> {
  const document = await store.get(LEARNING_PATH)
  const learning = document && learningSchema.parse(document.value)
  return learning?.mode === config.mode ? learning : undefined
}

/** Learns anew from the latest closed trades and puts it into the next batch; learning twice changes nothing. */
export async function learn(tick: Tick): Promise<Learning> {
  const { mode, learning: rules } = tick.world.config
  const trades = await latestTrades(tick.world, { mode, count: rules.tradesMax })
  const learned = learnFrom(trades, mode, rules)
  tick.record(LEARNING_PATH, learned)
  return learned
}
