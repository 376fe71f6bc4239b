import type { PlannedRun } from './planned-run.ts'
import type { FailedRun, TrialLine, TrialRecord } from './trial-record.ts'

/** What the lines of all shards of a sweep come to, in the order of the plan. */
export interface CollectedLines {
  readonly records: readonly TrialRecord[]
  /** Ended with an error, and were not run again with success. */
  readonly failed: readonly FailedRun[]
  /** Were not run, or the line of it is not here. */
  readonly missing: readonly PlannedRun[]
  /** Belong to no run of the sweep, e.g. of a file that was put into the wrong folder. */
  readonly strangers: readonly TrialLine[]
}

/** Puts the lines of any number of shards back into the order of the plan, whichever way they were divided. */
export function collectLines(runs: readonly PlannedRun[], lines: readonly TrialLine[]): CollectedLines {
  const planned = new Map(runs.map((run) => [run.id, run]))
  const known = new Set(lines.filter((line) => isSameRun(line, planned.get(line.id))))
  const latest = latestById(known)
  const found = runs.flatMap(({ id }) => latest.get(id) ?? [])
  return {
    records: found.filter(isRecord),
    failed: found.filter(isFailed),
    missing: runs.filter(({ id }) => !latest.has(id)),
    strangers: lines.filter((line) => !known.has(line)),
  }
}

export function isFailed(line: TrialLine): line is FailedRun {
  return 'failure' in line
}

function isRecord(line: TrialLine): line is TrialRecord {
  return !isFailed(line)
}

function isSameRun(line: TrialLine, run: PlannedRun | undefined): boolean {
  const asText = ({ settings, window }: PlannedRun | TrialLine) => JSON.stringify([settings, window])
  return run !== undefined && asText(run) === asText(line)
}

/** A success outlives a failure of the same run, wherever the two stand. */
function latestById(lines: ReadonlySet<TrialLine>): ReadonlyMap<string, TrialLine> {
  const byId = new Map<string, TrialLine>()
  for (const line of lines) if (!isFailed(line) || !byId.has(line.id)) byId.set(line.id, line)
  return byId
}
