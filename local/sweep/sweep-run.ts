import { collectLines } from '../../shared/backtest/sweep/collected-lines.ts'
import type { PlannedRun } from '../../shared/backtest/sweep/planned-run.ts'
import type { TrialLine } from '../../shared/backtest/sweep/trial-record.ts'
import { UsageError } from '../failure.ts'
import type { ProgressTarget } from '../progress-bar.ts'
import { StopSignal } from './stop-signal.ts'
import { type SweepFolder, TESTS_FILE } from './sweep-folder.ts'
import { SweepProgress } from './sweep-progress.ts'
import type { TrialCrew } from './trial-crew.ts'

/** A sweep that was ended by Ctrl-C; what had ended by then is kept. */
export class SweepStopped extends Error {
  override readonly name = 'SweepStopped'
}

/** How runs are made and kept: the processes, the folder, and where progress is told. */
export interface Workshop {
  readonly crew: () => Promise<TrialCrew>
  readonly folder: SweepFolder
  readonly jobs: number
  /** Of the whole sweep. */
  readonly trials: number
  readonly target: ProgressTarget
}

/** Makes the runs that are not in the folder yet and keeps each in `file` as soon as it has ended. */
export async function makeRuns(
  runs: readonly PlannedRun[],
  {
    file,
    there,
    shop,
  }: { readonly file: string; readonly there: readonly TrialLine[]; readonly shop: Workshop },
): Promise<void> {
  const made = new Set(collectLines(runs, there).records.map(({ id }) => id))
  const left = runs.filter(({ id }) => !made.has(id))
  if (made.size > 0) shop.target.write(`${made.size} of ${runs.length} backtests are there already\n`)
  if (left.length > 0) await work(left, file, shop)
}

/** Makes the tests of a walk-forward; answers all of them. */
export async function makeTests(runs: readonly PlannedRun[], shop: Workshop): Promise<readonly TrialLine[]> {
  await makeRuns(runs, { file: TESTS_FILE, there: shop.folder.testLines(), shop })
  return shop.folder.testLines()
}

/** A line of another sweep in the folder must not pass for one of this. */
export function refuseStrangers(strangers: readonly TrialLine[], folder: string): void {
  const [first] = strangers
  if (!first) return
  throw new UsageError(
    `${folder}: ${strangers.length} lines belong to no trial of this sweep, the first is ${first.id} with ${JSON.stringify(first.settings)}`,
  )
}

async function work(left: readonly PlannedRun[], file: string, shop: Workshop): Promise<void> {
  const { jobs, trials, target, folder } = shop
  const crew = await shop.crew()
  const processes = Math.min(jobs, left.length)
  target.write(`${left.length} backtests to run, ${processes} at a time\n`)
  const watch = new SweepProgress({ total: left.length, target, keep: folder.appendTo(file) })
  const stop = new StopSignal((line) => target.write(`\n${line}\n`))
  try {
    await crew.work(left, { jobs, trials, stop: stop.signal, watch })
  } finally {
    watch.end()
    stop.close()
  }
  if (watch.ended < left.length) throw new SweepStopped(`${left.length - watch.ended} backtests are left`)
}
