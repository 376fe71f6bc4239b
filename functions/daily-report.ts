import type { HttpFunction } from '@google-cloud/functions-framework'
import type { Trigger } from '../shared/cycles/trigger.ts'
import type { World } from '../shared/cycles/world.ts'
import { type EpochMs, SECOND_MS } from '../shared/time/instant.ts'
import type { CycleLoader } from './cycle.ts'
import { door } from './door.ts'
import type { FunctionParts } from './function-parts.ts'

/** The bars of a whole universe are read for the comparison; what is left of the time budget is for the rest. */
const PARITY_READS_UNTIL_SECONDS = 200

/** Closes the books of the day (after the close), lets the bandit learn, then compares the day with its backtest. */
export function dailyReport(parts: FunctionParts): HttpFunction {
  return door('daily-report', loadDailyReport(parts), parts)
}

export function loadDailyReport(parts: FunctionParts): CycleLoader {
  return async () => {
    const { dailyReport: report } = await import('../shared/cycles/daily-report.ts')
    return async (world, trigger) => {
      const until = (world.clock.now() + PARITY_READS_UNTIL_SECONDS * SECOND_MS) as EpochMs
      const done = await report(world, trigger)
      if (done.status !== 'done') return done
      const rewards = await rewarded(parts, world)
      return { ...done, rewards, parity: await compared(parts, world, trigger, until) }
    }
  }
}

/** The report stands whatever becomes of what follows it. */
async function rewarded({ log }: FunctionParts, world: World): Promise<object> {
  try {
    const { settleRewards } = await import('../shared/cycles/proposals/settle-rewards.ts')
    return await settleRewards(world)
  } catch (error) {
    log.error({ error }, 'the bandit could not learn from the proposals')
    return { status: 'failed' }
  }
}

/** The same for the comparison. */
async function compared(
  { log }: FunctionParts,
  world: World,
  trigger: Trigger,
  until: EpochMs,
): Promise<{ readonly status: string }> {
  try {
    const { nightlyParity } = await import('../shared/backtest/parity/nightly-parity.ts')
    return await nightlyParity(world, trigger, { until })
  } catch (error) {
    log.error({ error }, 'the day could not be compared with its backtest')
    return { status: 'failed' }
  }
}
