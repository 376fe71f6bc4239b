import type { PlannedRun } from '../../shared/backtest/sweep/planned-run.ts'
import { type MergeOutcome, mergeSweep } from '../sweep/merge-sweep.ts'
import { rankingText } from '../sweep/ranking-text.ts'
import { runSweep, type SweepSurroundings } from '../sweep/run-sweep.ts'
import type { SweepOptions } from '../sweep/sweep-options.ts'
import { SweepStopped } from '../sweep/sweep-run.ts'

const ENGINE = new URL('../backtest/open-backtest.ts', import.meta.url).href
const SHOWN_MISSING = 20

/** `openbell sweep`: many backtests with different settings, ranked; ends with 1 when some failed or are missing. */
export async function sweep(
  options: SweepOptions,
  around: SweepSurroundings = { engine: ENGINE, env: process.env, target: process.stderr },
): Promise<void> {
  try {
    const { merge } = options
    const outcome = await (merge ? mergeSweep(merge, options, around) : runSweep(options, around))
    process.stdout.write(options.json ? `${JSON.stringify(jsonOf(outcome))}\n` : textOf(outcome))
    if (isUnfinished(outcome)) process.exitCode = 1
  } catch (error) {
    if (!(error instanceof SweepStopped)) throw error
    process.stderr.write(`${error.message}; what has ended is kept. Go on with:\n  ${sameCommand()}\n`)
    process.exitCode = 1
  }
}

function jsonOf(outcome: MergeOutcome): object {
  if (outcome.kind === 'ranked') return { ...outcome.answer, folder: outcome.folder }
  if (outcome.kind === 'incomplete') return { ...outcome, missing: outcome.missing.map(({ id }) => id) }
  return outcome
}

function textOf(outcome: MergeOutcome): string {
  switch (outcome.kind) {
    case 'ranked':
      return `${rankingText(outcome.answer)}\nEverything is in ${outcome.folder}\n`
    case 'shard': {
      const { shard, runs, failed, folder } = outcome
      const ended = `part ${shard.part} of ${shard.of}: ${runs} backtests, ${failed} of them failed, are in ${folder}`
      return `${ended}\nWhen all parts are there: openbell sweep --merge ${quoted(folder)}\n`
    }
    case 'incomplete':
      return `${outcome.missing.length} of ${outcome.planned} backtests are missing: ${idsOf(outcome.missing)}\nRun the parts again that have not ended; what is there is not run twice.\n`
  }
}

function isUnfinished(outcome: MergeOutcome): boolean {
  if (outcome.kind === 'ranked') return outcome.answer.failed.length > 0
  return outcome.kind === 'incomplete' || outcome.failed > 0
}

function idsOf(missing: readonly PlannedRun[]): string {
  const shown = missing.slice(0, SHOWN_MISSING).map(({ id }) => id)
  const more = missing.length - shown.length
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** As it was typed, so that it can be pasted. */
function sameCommand(): string {
  return ['npx openbell', ...process.argv.slice(2).map(quoted)].join(' ')
}

function quoted(word: string): string {
  return /^[\w./:=,@+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
