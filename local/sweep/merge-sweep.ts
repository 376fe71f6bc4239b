import { resolve } from 'node:path'
import { collectLines } from '../../shared/backtest/sweep/collected-lines.ts'
import { type PlannedRun, trainingRuns } from '../../shared/backtest/sweep/planned-run.ts'
import { UsageError } from '../failure.ts'
import { describedTrials, sweepMarket } from './plan-sweep.ts'
import { rankSweep } from './rank-sweep.ts'
import type { SweepOutcome, SweepSurroundings } from './run-sweep.ts'
import type { SweepDescription } from './sweep-description.ts'
import { refuseOther, SweepFolder } from './sweep-folder.ts'
import type { SweepOptions } from './sweep-options.ts'
import { makeTests, refuseStrangers } from './sweep-run.ts'
import { TrialCrew } from './trial-crew.ts'

/** Shards that were put together, or what is not there yet. */
export type MergeOutcome =
  | SweepOutcome
  | { readonly kind: 'incomplete'; readonly planned: number; readonly missing: readonly PlannedRun[] }

/** Ranks the shards of one sweep, wherever they were run. Only the tests of a walk-forward are run here. */
export async function mergeSweep(
  folders: readonly string[],
  options: SweepOptions,
  { engine, target }: SweepSurroundings,
): Promise<MergeOutcome> {
  refuseOptionsOfARun(options)
  const parts = folders.map((path) => new SweepFolder(resolve(path)))
  const sweep = commonDescription(parts)
  const runs = trainingRuns(describedTrials(sweep), sweep.windows)
  const collected = collectLines(
    runs,
    parts.flatMap((part) => part.trialLines()),
  )
  refuseStrangers(collected.strangers, folders.join(', '))
  if (collected.missing.length > 0)
    return { kind: 'incomplete', planned: runs.length, missing: collected.missing }
  const folder = new SweepFolder(resolve(options.out ?? folders[0] ?? '.'))
  folder.begin(sweep)
  const crew = lazyCrew(engine, sweep, options.data)
  const shop = { crew: crew.open, folder, jobs: options.jobs, trials: sweep.trials, target }
  try {
    const answer = await rankSweep(sweep, collected, (tests) => makeTests(tests, shop))
    folder.write('RANKING.json', answer)
    return { kind: 'ranked', folder: folder.path, answer }
  } finally {
    await crew.close()
  }
}

function refuseOptionsOfARun(options: SweepOptions): void {
  const { set, space, random, seed, walkForward, symbols, from, until, config, shard } = options
  const given = Object.entries({ set, space, random, seed, walkForward, symbols, from, until, config, shard })
  const found = given.find(([, value]) => value !== undefined)
  if (found)
    throw new UsageError(
      `--merge: ${found[0]} belongs to a run; what was run stands in the sweep.json of the folders`,
    )
}

function commonDescription(parts: readonly SweepFolder[]): SweepDescription {
  const [first, ...others] = parts
  if (!first) throw new UsageError('--merge: name at least one folder')
  const there = first.description()
  for (const other of others) refuseOther({ there, here: other.description(), folder: other.path })
  return there
}

/** The market is opened only when a test is to be run. */
function lazyCrew(engine: string, sweep: SweepDescription, data: string | undefined) {
  let crew: TrialCrew | undefined
  return {
    open: async () => {
      crew ??= await TrialCrew.open({ engine, market: sweepMarket(sweep, data) })
      return crew
    },
    close: async () => crew?.close(),
  }
}
