import { Episode, type EpisodeSetup } from './episode.ts'
import { MISHAPS } from './fates.ts'
import type { PromiseId, Violation } from './promises.ts'

/** Of so many worlds one runs in DEMO. */
const DEMO_EVERY = 7
/** After so many worlds one calm day is run in both modes. */
const TWIN_EVERY = 25
const WORLDS_A_SEED = 10_000

/** Which world of a seed, and for how long. */
export interface WorldNumber {
  readonly seed: number
  readonly number: number
  readonly days: number
}

/** A violation with the world it happened in. */
export interface FoundViolation extends Violation {
  readonly episode: EpisodeSetup
}

/** What became of one world, in a form that passes between threads. */
export interface WorldResult {
  readonly days: number
  readonly trades: number
  readonly mishaps: number
  readonly hash: string
  readonly checks: readonly (readonly [PromiseId, number])[]
  readonly violations: readonly FoundViolation[]
}

/** Runs the world of a number; its number alone decides everything that happens in it. */
export async function runWorld({ seed, number, days }: WorldNumber): Promise<WorldResult> {
  const mode = number % DEMO_EVERY === DEMO_EVERY - 1 ? 'DEMO' : 'LIVE'
  const setup: EpisodeSetup = { seed: seed * WORLDS_A_SEED + number, days, mode, mishaps: MISHAPS }
  const { hash, trades, mishaps, checks, violations } = await Episode.run(setup)
  const twins = number % TWIN_EVERY === 0 ? await compareModes(setup.seed) : { decisions: 0, violations: [] }
  return {
    ...{ days, hash, trades, mishaps },
    checks: [...checks, ['I21', twins.decisions]],
    violations: [...violations.map((each) => ({ ...each, episode: setup })), ...twins.violations],
  }
}

/** I21: the same calm day in DEMO and in LIVE leads to the same decisions. */
async function compareModes(
  seed: number,
): Promise<{ readonly decisions: number; readonly violations: readonly FoundViolation[] }> {
  const day = { seed, days: 1, mishaps: [], calm: true }
  const { decisions: demo } = await Episode.run({ ...day, mode: 'DEMO' })
  const { decisions: live } = await Episode.run({ ...day, mode: 'LIVE' })
  const paths = [...new Set([...demo.keys(), ...live.keys()])]
  const violations = paths
    .filter((path) => demo.get(path) !== live.get(path))
    .map((path) => ({
      ...({ promise: 'I21', at: path, episode: { ...day, mode: 'LIVE' } as const } as const),
      detail: `${demo.get(path)?.slice(0, 200)} in DEMO, ${live.get(path)?.slice(0, 200)} in LIVE`,
    }))
  return { decisions: paths.length, violations }
}
