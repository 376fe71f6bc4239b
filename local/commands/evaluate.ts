import { type GateFigures, gateFigures, type SeededTrial } from '../evaluation/gate-figures.ts'
import { entriesOf } from '../evaluation/gate-trial.ts'
import { recordedDay, symbolDates } from '../evaluation/recorded-days.ts'
import { seededTrial } from '../evaluation/seeded-trial.ts'
import { UsageError } from '../failure.ts'
import { openMarketSource } from '../market-source.ts'

/** Progress is told this often. */
const STEPS = 10

interface EvaluateOptions {
  readonly seeds: number
  readonly seed: number
  readonly data?: string
  readonly symbols?: readonly string[]
  readonly json: boolean
}

/** `openbell evaluate gate`: how many aimless days the entry gate lets pass, and how many breakouts it catches in time. */
export async function evaluateGate(options: EvaluateOptions): Promise<void> {
  const recorded = await recordedEntries(options)
  const figures = gateFigures(seededTrials(options), recorded)
  process.stdout.write(
    options.json ? `${JSON.stringify(figures)}\n` : table(figures, options, recorded?.length),
  )
}

function seededTrials({ seed, seeds }: EvaluateOptions): readonly SeededTrial[] {
  return Array.from({ length: seeds }, (_, index) => {
    tellProgress('seeded series', index + 1, seeds)
    return seededTrial(seed + index)
  })
}

/** Entries of every recorded symbol-day; absent without a folder. */
async function recordedEntries({ data, symbols }: EvaluateOptions): Promise<readonly number[] | undefined> {
  if (data === undefined) {
    if (symbols !== undefined)
      throw new UsageError('--symbols belongs to recorded days; name their folder with --data')
    return undefined
  }
  const source = openMarketSource({ data, ...(symbols && { symbols }) })
  const days = await symbolDates(source)
  const counts: number[] = []
  for (const day of days) {
    counts.push([...entriesOf(await recordedDay(source, day))].length)
    tellProgress('recorded symbol-days', counts.length, days.length)
  }
  return counts
}

/** On standard error, so that what is measured stays alone on standard output. */
function tellProgress(what: string, done: number, all: number): void {
  const step = (count: number) => Math.floor((count * STEPS) / all)
  if (step(done) > step(done - 1)) process.stderr.write(`${what}: ${done} of ${all}\n`)
}

function table(figures: GateFigures, { seeds }: EvaluateOptions, recordedDays: number | undefined): string {
  const { randomWalkPassPct, plantedBreakoutRecallPct, medianEntryFractionOfMove, entriesPerSymbolDay } =
    figures
  const measuredOn =
    recordedDays === undefined ? `${seeds} driftless days` : `${recordedDays} recorded symbol-days`
  return [
    `Aimless days that pass      ${randomWalkPassPct} % of ${seeds} (below 5 is asked for)`,
    `Breakouts entered in time   ${plantedBreakoutRecallPct} % of ${seeds} (60 or more is asked for)`,
    `Entered after               ${medianEntryFractionOfMove ?? 'no entry'} of the move (median)`,
    `Entries per symbol and day  ${entriesPerSymbolDay ?? 'not known'} on ${measuredOn}`,
    '',
  ].join('\n')
}
