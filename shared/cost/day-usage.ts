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
  /** Calls to providers, by provider and module, e.g. "etrade/market". */
  readonly calls: Readonly<Record<string, number>>
}

/** What one run has used. */
export interface RunUsage extends Pick<DayUsage, 'runMs' | 'calls'> {
  readonly operations: Operations
}

const count = z.number().int().min(0)

export const dayUsageSchema = z.strictObject({
  reads: count,
  writes: count,
  deletes: count,
  runs: count,
  runMs: count,
  calls: z.record(z.string(), count),
}) satisfies z.ZodType<DayUsage>

/** The day's usage with one more run; its last batch is counted by the next run of its process, if there is one. */
export function withRun(
  day: DayUsage | undefined,
  { operations: { reads, writes, deletes }, runMs, calls }: RunUsage,
): DayUsage {
  return {
    reads: (day?.reads ?? 0) + reads,
    writes: (day?.writes ?? 0) + writes,
    deletes: (day?.deletes ?? 0) + deletes,
    runs: (day?.runs ?? 0) + 1,
    runMs: (day?.runMs ?? 0) + runMs,
    calls: sumByName(day?.calls ?? {}, calls),
  }
}

type Counts = Readonly<Record<string, number>>

/** In the order of their names, so that the same day reads the same however its calls came. */
function sumByName(first: Counts, second: Counts): Counts {
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])].sort()
  return Object.fromEntries(names.map((name) => [name, (first[name] ?? 0) + (second[name] ?? 0)]))
}
