import { type EpochMs, SECOND_MS } from '../../time/instant.ts'
import type { World } from '../world.ts'
import type { JudgedRun } from './promote.ts'

/** Of the 55 seconds that the webhook has; the account may be held by another run for 15 of them. */
const JUDGE_SECONDS_MAX = 25

/** Judges the books for `/promote`. Loaded when it is asked for: most runs never need it. */
export async function judgeDemoRun({ store, clock }: Pick<World, 'store' | 'clock'>): Promise<JudgedRun> {
  const until = (clock.now() + JUDGE_SECONDS_MAX * SECOND_MS) as EpochMs
  const { demoPromotion } = await import('../../backtest/promotion/demo-promotion.ts')
  return demoPromotion(store, { isTimeUp: () => clock.now() >= until })
}
