import { createHash } from 'node:crypto'
import { Episode, type EpisodeSetup } from './episode.ts'
import { MISHAPS } from './fates.ts'
import type { PromiseId, Violation } from './promises.ts'

/** A world is left after this many days, so that what goes wrong in it has a short history. */
const DAYS_AN_EPISODE = 2
/** Of so many worlds one runs in DEMO. */
const DEMO_EVERY = 7
/** After so many worlds one calm day is run in both modes. */
const TWIN_EVERY = 25
const EPISODES_A_SEED = 10_000

/** A violation with the world it happened in. */
export interface FoundViolation extends Violation {
  readonly episode: EpisodeSetup
}

export interface SimulationResult {
  readonly days: number
  readonly episodes: number
  readonly trades: number
  readonly mishaps: number
  /** Of everything that happened: the same seed and days give the same. */
  readonly hash: string
  readonly checks: Readonly<Partial<Record<PromiseId, number>>>
  readonly violations: readonly FoundViolation[]
}

export interface SimulationOptions {
  readonly seed: number
  readonly days: number
  /** Ends with the first episode that breaks a promise. */
  readonly untilViolation?: boolean
  readonly onEpisode?: (soFar: { readonly days: number; readonly violations: number }) => void
}

/** Runs worlds one after another until so many days are simulated. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const hash = createHash('sha256')
  const checks: Partial<Record<PromiseId, number>> = {}
  const violations: FoundViolation[] = []
  const totals = { days: 0, episodes: 0, trades: 0, mishaps: 0 }
  while (totals.days < options.days && !(options.untilViolation && violations.length > 0)) {
    const days = Math.min(DAYS_AN_EPISODE, options.days - totals.days)
    const setup = episodeOf(options.seed, totals.episodes, days)
    const result = await Episode.run(setup)
    hash.update(result.hash)
    if (totals.episodes % TWIN_EVERY === 0) violations.push(...(await compareModes(setup.seed, checks)))
    for (const [promise, count] of result.checks) checks[promise] = (checks[promise] ?? 0) + count
    violations.push(...result.violations.map((violation) => ({ ...violation, episode: setup })))
    totals.days += days
    totals.episodes += 1
    totals.trades += result.trades
    totals.mishaps += result.mishaps
    options.onEpisode?.({ days: totals.days, violations: violations.length })
  }
  return { ...totals, hash: hash.digest('hex'), checks, violations }
}

/** I21: the same calm day in DEMO and in LIVE leads to the same decisions. */
async function compareModes(
  seed: number,
  checks: Partial<Record<PromiseId, number>>,
): Promise<readonly FoundViolation[]> {
  const day = { seed, days: 1, mishaps: [], calm: true }
  const [demo, live] = [
    await Episode.run({ ...day, mode: 'DEMO' }),
    await Episode.run({ ...day, mode: 'LIVE' }),
  ]
  const paths = new Set([...demo.decisions.keys(), ...live.decisions.keys()])
  checks.I21 = (checks.I21 ?? 0) + paths.size
  return [...paths]
    .filter((path) => demo.decisions.get(path) !== live.decisions.get(path))
    .map((path) => ({
      ...{ promise: 'I21', at: path, episode: { ...day, mode: 'LIVE' } },
      detail: `${demo.decisions.get(path)?.slice(0, 200)} in DEMO, ${live.decisions.get(path)?.slice(0, 200)} in LIVE`,
    }))
}

/** The world of a number: its own seed, and LIVE unless its turn is DEMO's. */
function episodeOf(seed: number, number: number, days: number): EpisodeSetup {
  const mode = number % DEMO_EVERY === DEMO_EVERY - 1 ? 'DEMO' : 'LIVE'
  return { seed: seed * EPISODES_A_SEED + number, days, mode, mishaps: MISHAPS }
}

/** The command that runs one world again. */
export function replayCommand({ seed, days, mode, keptMishaps }: EpisodeSetup): string {
  const kept = keptMishaps ? ` --keep ${keptMishaps.join(',') || 'none'}` : ''
  return `openbell simulate --episode ${seed} --days ${days} --mode ${mode}${kept} --trace`
}
