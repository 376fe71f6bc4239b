import { resolve } from 'node:path'
import { collectLines } from '../../shared/backtest/sweep/collected-lines.ts'
import {
  type PlannedRun,
  type Shard,
  shardOf,
  trainingRuns,
} from '../../shared/backtest/sweep/planned-run.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { ProgressTarget } from '../progress-bar.ts'
import { type AskedSweep, askedSweep, defaultFolder, sweepMarket, sweepWindows } from './plan-sweep.ts'
import { rankSweep, type SweepAnswer } from './rank-sweep.ts'
import { readShard } from './shard-option.ts'
import type { SweepDescription } from './sweep-description.ts'
import { SweepFolder, trialsFile } from './sweep-folder.ts'
import type { SweepOptions } from './sweep-options.ts'
import { makeRuns, makeTests, refuseStrangers, type Workshop } from './sweep-run.ts'
import { TrialCrew } from './trial-crew.ts'

/** What a sweep needs from outside. */
export interface SweepSurroundings {
  /** Address of the module that runs backtests. */
  readonly engine: string
  readonly env: NodeJS.ProcessEnv
  readonly target: ProgressTarget
}

/** A whole sweep is ranked, a part of one waits for the others. */
export type SweepOutcome =
  | { readonly kind: 'ranked'; readonly folder: string; readonly answer: SweepAnswer }
  | {
      readonly kind: 'shard'
      readonly folder: string
      readonly shard: Shard
      readonly runs: number
      readonly failed: number
    }

/** Runs a sweep or this machine's part of it, from where it stopped. Throws `SweepStopped` on Ctrl-C. */
export async function runSweep(
  options: SweepOptions,
  { engine, env, target }: SweepSurroundings,
): Promise<SweepOutcome> {
  const shard = readShard(options.shard, env)
  const asked = askedSweep(options)
  const crew = await TrialCrew.open({ engine, market: sweepMarket(asked.description) })
  try {
    const { sweep, folder } = beginFolder(asked, { dates: crew.dates, out: options.out, shard })
    const shop = { crew: async () => crew, folder, jobs: options.jobs, trials: sweep.trials, target }
    return await runPart(trainingRuns(asked.trials, sweep.windows), { sweep, shard, shop })
  } finally {
    await crew.close()
  }
}

function beginFolder(
  { description }: AskedSweep,
  at: { readonly dates: readonly ExchangeDate[]; readonly out: string | undefined; readonly shard: Shard },
): { readonly sweep: SweepDescription; readonly folder: SweepFolder } {
  const folder = new SweepFolder(resolve(at.out ?? defaultFolder(description)), `part-${at.shard.part}`)
  const windows = [...sweepWindows(at.dates, description.walkForward)]
  return { sweep: folder.begin({ ...description, windows }), folder }
}

async function runPart(
  runs: readonly PlannedRun[],
  {
    sweep,
    shard,
    shop,
  }: { readonly sweep: SweepDescription; readonly shard: Shard; readonly shop: Workshop },
): Promise<SweepOutcome> {
  const { folder } = shop
  const there = folder.trialLines()
  refuseStrangers(collectLines(runs, there).strangers, folder.path)
  const mine = shardOf(runs, shard)
  await makeRuns(mine, { file: trialsFile(shard), there, shop })
  const lines = folder.trialLines()
  if (shard.of > 1) {
    const { failed } = collectLines(mine, lines)
    return { kind: 'shard', folder: folder.path, shard, runs: mine.length, failed: failed.length }
  }
  const answer = await rankSweep(sweep, collectLines(runs, lines), (tests) => makeTests(tests, shop))
  folder.write('RANKING.json', answer)
  return { kind: 'ranked', folder: folder.path, answer }
}
