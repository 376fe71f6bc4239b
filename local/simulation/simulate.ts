import { createHash } from 'node:crypto'
import type { EpisodeSetup } from './episode.ts'
import type { PromiseId } from './promises.ts'
import { type FoundViolation, runWorld, type WorldNumber, type WorldResult } from './world.ts'
import { WorldPool } from './world-pool.ts'

/** A world is left after this many days, so that what goes wrong in it has a short history. */
const DAYS_A_WORLD = 2

export interface SimulationResult {
  readonly days: number
  readonly episodes: number
  readonly trades: number
  readonly mishaps: number
  /** Of everything that happened: the same seed and days give the same, in however many threads. */
  readonly hash: string
  readonly checks: Readonly<Partial<Record<PromiseId, number>>>
  readonly violations: readonly FoundViolation[]
}

export interface SimulationOptions {
  readonly seed: number
  readonly days: number
  /** Threads that worlds are run in; with one they are run in this. */
  readonly jobs: number
  /** Ends with the first world that breaks a promise. */
  readonly untilViolation?: boolean
  readonly onEpisode?: (soFar: { readonly days: number; readonly violations: number }) => void
}

/** Runs worlds until so many days are simulated, and takes their results in the order of their numbers. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const pool = options.jobs > 1 ? new WorldPool(options.jobs) : undefined
  const run = pool ? (number: WorldNumber) => pool.run(number) : runWorld
  try {
    // Twice as many as threads, so that none of them waits for an answer to be taken.
    return await sum(inOrder(worldsOf(options), run, pool ? 2 * options.jobs : 1), options)
  } finally {
    await pool?.close()
  }
}

function* worldsOf({ seed, days }: SimulationOptions): Generator<WorldNumber> {
  for (let number = 0; number * DAYS_A_WORLD < days; number += 1)
    yield { seed, number, days: Math.min(DAYS_A_WORLD, days - number * DAYS_A_WORLD) }
}

async function* inOrder(
  worlds: Generator<WorldNumber>,
  run: (number: WorldNumber) => Promise<WorldResult>,
  atOnce: number,
): AsyncGenerator<WorldResult> {
  const running: Promise<WorldResult>[] = []
  for (const number of worlds) {
    running.push(run(number))
    if (running.length >= atOnce) yield running.shift() as Promise<WorldResult>
  }
  yield* running
}

async function sum(
  results: AsyncGenerator<WorldResult>,
  { untilViolation, onEpisode }: SimulationOptions,
): Promise<SimulationResult> {
  const hash = createHash('sha256')
  const checks: Partial<Record<PromiseId, number>> = {}
  const violations: FoundViolation[] = []
  const totals = { days: 0, episodes: 0, trades: 0, mishaps: 0 }
  for await (const result of results) {
    hash.update(result.hash)
    for (const [promise, count] of result.checks) checks[promise] = (checks[promise] ?? 0) + count
    violations.push(...result.violations)
    totals.days += result.days
    totals.episodes += 1
    totals.trades += result.trades
    totals.mishaps += result.mishaps
    onEpisode?.({ days: totals.days, violations: violations.length })
    if (untilViolation && violations.length > 0) break
  }
  return { ...totals, hash: hash.digest('hex'), checks, violations }
}

/** The command that runs one world again. */
export function replayCommand({ seed, days, mode, keptMishaps }: EpisodeSetup): string {
  const kept = keptMishaps ? ` --keep ${keptMishaps.join(',') || 'none'}` : ''
  return `openbell simulate --episode ${seed} --days ${days} --mode ${mode}${kept} --trace`
}
