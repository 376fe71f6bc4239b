import { Episode, type EpisodeSetup } from './episode.ts'
import type { Violation } from './promises.ts'

const RUNS_MAX = 60

/** A world made as small as it can be while the same promise still breaks in it. */
export interface Shrunk {
  readonly setup: EpisodeSetup
  readonly violation: Violation
  readonly runs: number
}

/** Takes days and mishaps away from a world as long as the same promise breaks in what is left. */
export async function shrink(from: EpisodeSetup, broken: Violation['promise']): Promise<Shrunk | undefined> {
  const first = await outcomeOf(from, broken)
  if (!first) return undefined
  let smallest = { setup: from, violation: first.violation }
  let runs = 1
  const tryOut = async (setup: EpisodeSetup): Promise<boolean> => {
    runs += 1
    const outcome = await outcomeOf(setup, broken)
    if (outcome) smallest = { setup, violation: outcome.violation }
    return outcome !== undefined
  }
  if (from.days > 1) await tryOut({ ...from, days: 1 })
  let kept = Array.from({ length: first.mishaps }, (_, index) => index + 1)
  for (
    let size = Math.ceil(kept.length / 2);
    size >= 1 && runs < RUNS_MAX;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let start = 0; start < kept.length && runs < RUNS_MAX; ) {
      const fewer = [...kept.slice(0, start), ...kept.slice(start + size)]
      if (await tryOut({ ...smallest.setup, keptMishaps: fewer })) kept = fewer
      else start += size
    }
  }
  return { ...smallest, runs }
}

async function outcomeOf(
  setup: EpisodeSetup,
  broken: Violation['promise'],
): Promise<{ readonly violation: Violation; readonly mishaps: number } | undefined> {
  const { violations, mishaps } = await Episode.run(setup)
  const violation = violations.find(({ promise }) => promise === broken)
  return violation && { violation, mishaps }
}
