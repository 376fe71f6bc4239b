import { collectLines } from '../../shared/backtest/sweep/collected-lines.ts'
import type { PlannedRun } from '../../shared/backtest/sweep/planned-run.ts'
import { type Ranking, rankTrials } from '../../shared/backtest/sweep/ranking.ts'
import type { FailedRun, TrialLine, TrialRecord } from '../../shared/backtest/sweep/trial-record.ts'
import {
  type TrainedWindow,
  trainedWindows,
  type WalkForwardReport,
  walkForwardReport,
} from '../../shared/backtest/sweep/walk-forward-report.ts'
import type { SweepDescription } from './sweep-description.ts'

/** What a whole sweep came to: RANKING.json. */
export interface SweepAnswer {
  readonly format: 'openbell-ranking/1'
  readonly sweep: SweepDescription
  /** Without walk-forward. */
  readonly ranking?: Ranking
  /** The training of each window, and what its best did afterwards. */
  readonly walkForward?: WalkForwardReport & { readonly training: readonly TrainedWindow[] }
  /** Ended with an error; the same command tries them again. */
  readonly failed: readonly FailedRun[]
}

/** Makes the tests of a walk-forward that are not made yet; answers the lines of all of them. */
export type MakeTests = (runs: readonly PlannedRun[]) => Promise<readonly TrialLine[]>

/** Ranks the trials of a sweep whose training runs are all there; the same lines give the same answer on any machine. */
export async function rankSweep(
  sweep: SweepDescription,
  trained: { readonly records: readonly TrialRecord[]; readonly failed: readonly FailedRun[] },
  makeTests: MakeTests,
): Promise<SweepAnswer> {
  const { records, failed } = trained
  const about = { format: 'openbell-ranking/1' as const, sweep }
  if (!sweep.walkForward) return { ...about, ranking: rankTrials(records, sweep), failed }
  const training = trainedWindows(sweep.windows, records, sweep)
  const runs = training.flatMap(({ testRun }) => testRun ?? [])
  const tests = collectLines(runs, await makeTests(runs))
  const report = walkForwardReport(training, { training: records, tests: tests.records })
  return { ...about, walkForward: { ...report, training }, failed: [...failed, ...tests.failed] }
}
