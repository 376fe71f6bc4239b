import { z } from 'zod'
import type { Operations } from '../ports/operations-count.ts'

/**
 * What the runs of one day have used of the cloud, as far as they held the account: a run that was turned away, and the
 * watchdog, which reads one document a minute, add nothing to it.
 */
export interface DayUsage extends Operations {
  readonly runs: number
  /** How long all of them worked together, without the start of their processes. */
  readonly runMs: number
}

const count = z.number().int().min(0)

export const dayUsageSchema = z.strictObject({
  reads: count,
  writes: count,
  deletes: count,
  runs: count,
  runMs: count,
}) satisfies z.ZodType<DayUsage>

/** The day's usage with one more run; its last batch is counted by the next run of its process. */
export function withRun(
  day: DayUsage | undefined,
  { reads, writes, deletes }: Operations,
  runMs: number,
): DayUsage {
  return {
    reads: (day?.reads ?? 0) + reads,
    writes: (day?.writes ?? 0) + writes,
    deletes: (day?.deletes ?? 0) + deletes,
    runs: (day?.runs ?? 0) + 1,
    runMs: (day?.runMs ?? 0) + runMs,
  }
}
