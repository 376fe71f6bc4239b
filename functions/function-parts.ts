import type { Job } from '../shared/cycles/trigger.ts'
import type { World } from '../shared/cycles/world.ts'
import type { CallerCheck } from '../shared/ports/caller-check.ts'
import type { Log } from '../shared/ports/log.ts'
import type { Stopwatch } from '../shared/ports/stopwatch.ts'
import type { EpochMs } from '../shared/time/instant.ts'

/** What stands behind the functions of one process; a compose file chooses it. */
export interface FunctionParts {
  /** The present, which tells without a world whether the market is open. */
  now(): EpochMs
  /** The world of the runs; asked for by each run, composed by the first. */
  compose(): World | Promise<World>
  readonly log: Log
  /** Who may call this function. */
  callerCheck(job: Job): CallerCheck
  /** Measures a run against its time budget. */
  startStopwatch(): Stopwatch
}
