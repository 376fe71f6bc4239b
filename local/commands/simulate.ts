import { UsageError } from '../failure.ts'
import { Episode, type EpisodeSetup } from '../simulation/episode.ts'
import { MISHAPS } from '../simulation/fates.ts'
import { type MutantTrial, tryMutant } from '../simulation/mutant-trial.ts'
import { MUTANTS } from '../simulation/mutants.ts'
import { PROMISES, type PromiseId } from '../simulation/promises.ts'
import { shrink } from '../simulation/shrink.ts'
import { replayCommand, type SimulationResult, simulate as simulateDays } from '../simulation/simulate.ts'
import type { FoundViolation } from '../simulation/world.ts'

const PROGRESS_EVERY_MS = 2_000
const SHOWN_VIOLATIONS = 10

interface SimulateOptions {
  readonly days: number
  readonly seed: number
  readonly jobs: number
  readonly untilViolation: boolean
  readonly mutants: boolean
  readonly episode?: number
  readonly mode: 'DEMO' | 'LIVE'
  readonly keep?: readonly string[]
  readonly trace: boolean
  readonly json: boolean
}

/** `openbell simulate`: the production cycles in worlds full of faults; ends with 1 when a promise broke. */
export async function simulate(options: SimulateOptions): Promise<void> {
  if (options.mutants) return simulateMutants(options)
  if (options.episode !== undefined) return replay(options, options.episode)
  const startedAt = performance.now()
  const result = await simulateDays({ ...options, onEpisode: progress(options.days, 'simulated days') })
  const seconds = (performance.now() - startedAt) / 1_000
  const smallest = options.json ? undefined : await smallestWorld(result.violations)
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ ...result, jobs: options.jobs, daysPerSecond: result.days / seconds })}\n`
      : [
          ...report(result, `${(result.days / seconds).toFixed(1)} days a second, ${options.jobs} at a time`),
          ...(smallest ?? []),
        ]
          .join('\n')
          .concat('\n'),
  )
  if (result.violations.length > 0) process.exitCode = 1
}

function report(result: SimulationResult, speed: string): readonly string[] {
  const promises = Object.entries(PROMISES) as readonly (readonly [PromiseId, string])[]
  return [
    `${result.days} days in ${result.episodes} worlds: ${result.trades} trades, ${result.mishaps} mishaps, ${speed}`,
    `trace ${result.hash}`,
    '',
    ...promises.map(
      ([id, words]) => `${id.padEnd(4)}${String(result.checks[id] ?? 0).padStart(9)} checks  ${words}`,
    ),
    '',
    `${result.violations.length} violations`,
    ...result.violations.slice(0, SHOWN_VIOLATIONS).map(violationLine),
  ]
}

function violationLine({ promise, at, detail, episode }: FoundViolation): string {
  return `${promise} ${at}: ${detail}\n     ${replayCommand(episode)}`
}

async function smallestWorld(violations: readonly FoundViolation[]): Promise<readonly string[] | undefined> {
  const [first] = violations
  if (!first) return undefined
  process.stderr.write('looking for the smallest world in which it still breaks\n')
  const found = await shrink(first.episode, first.promise)
  if (!found) return undefined
  const { keptMishaps } = found.setup
  return [
    '',
    `smallest after ${found.runs} runs (mishaps ${keptMishaps?.join(', ') || 'none'}): ${replayCommand(found.setup)}`,
  ]
}

async function replay(options: SimulateOptions, seed: number): Promise<void> {
  const keptMishaps = options.keep?.filter((text) => text !== 'NONE').map(wholeNumber)
  const setup: EpisodeSetup = {
    ...{ seed, days: options.days, mode: options.mode, mishaps: MISHAPS, keepTrace: options.trace },
    ...(keptMishaps && { keptMishaps }),
  }
  const { trace, hash, violations } = await Episode.run(setup)
  const lines = [
    ...trace,
    `trace ${hash}`,
    ...violations.map((each) => `${each.promise} ${each.at}: ${each.detail}`),
  ]
  process.stdout.write(
    options.json ? `${JSON.stringify({ hash, violations, trace })}\n` : `${lines.join('\n')}\n`,
  )
  if (violations.length > 0) process.exitCode = 1
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`--keep: was "${text}", allowed are whole numbers or "none"`)
  return Number(text)
}

async function simulateMutants({ seed, days, json }: SimulateOptions): Promise<void> {
  const trials: MutantTrial[] = []
  for (const mutant of MUTANTS) {
    const trial = await tryMutant(mutant, { seed, days })
    trials.push(trial)
    process.stderr.write(`${trials.length} of ${MUTANTS.length}: ${trialLine(trial)}\n`)
  }
  const missed = trials.filter(({ caught }) => !caught)
  process.stdout.write(
    json
      ? `${JSON.stringify({ seed, days, trials })}\n`
      : `${trials.length - missed.length} of ${trials.length} guards are missed when they are gone\n`,
  )
  if (missed.length > 0) process.exitCode = 1
}

function trialLine({ name, caught, days, promise, episode }: MutantTrial): string {
  return caught
    ? `${name} caught by ${promise} in world ${episode} after ${days} days`
    : `${name} NOT caught in ${days} days`
}

/** On standard error, so that the answer stays alone on standard output. */
function progress(all: number, what: string) {
  let toldAt = performance.now()
  return ({ days, violations }: { readonly days: number; readonly violations: number }) => {
    if (performance.now() - toldAt < PROGRESS_EVERY_MS) return
    toldAt = performance.now()
    process.stderr.write(`${what}: ${days} of ${all}, ${violations} violations\n`)
  }
}
