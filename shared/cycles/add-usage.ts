import { withRun } from '../cost/day-usage.ts'
import type { EpochMs } from '../time/instant.ts'
import type { Tick } from './tick.ts'

/** Adds what this run has used of the cloud to the day's, in the batch that is written anyway. */
export function addUsage(tick: Tick, startedAt: EpochMs): void {
  const { operations, providerCalls } = tick.world
  if (!operations) return
  const { day } = tick.state
  const usage = withRun(day.usage, {
    operations: operations.take(),
    runMs: tick.now - startedAt,
    calls: providerCalls?.take() ?? {},
  })
  tick.state = { ...tick.state, day: { ...day, usage } }
}
