import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import {
  choiceAt,
  choicesOf,
  type SettingRange,
  type Settings,
  type SettingValue,
  type Space,
} from './space.ts'

/** So many draws for each trial that is wanted; a space that gives fewer different ones is nearly used up. */
const DRAWS_A_TRIAL_MAX = 1_000
/** Enough for a setting, and short enough to be read and typed again. */
const SIGNIFICANT_DIGITS = 6

/** So many different combinations, drawn evenly from each setting's list or range; the seed decides which. */
export function randomSettings(
  space: Space,
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly Settings[] {
  const generator = xoroshiro128plus(seed)
  const drawn = new Map<string, Settings>()
  for (let draws = 0; drawn.size < count; draws += 1) {
    if (draws >= count * DRAWS_A_TRIAL_MAX)
      throw new RangeError(`only ${drawn.size} different combinations of ${count} were found: ask for fewer`)
    const settings = drawSettings(space, generator)
    drawn.set(JSON.stringify(settings), settings)
  }
  return [...drawn.values()]
}

function drawSettings(space: Space, generator: RandomGenerator): Settings {
  return Object.fromEntries(
    Object.entries(space).map(([name, choices]) => [name, drawValue(choices, uniformFloat64(generator))]),
  )
}

/** `share` is within [0, 1). */
function drawValue(choices: Space[string], share: number): SettingValue {
  const count = choicesOf(choices)
  if (count === Number.POSITIVE_INFINITY) return drawBetween(choices as SettingRange, share)
  return choiceAt(choices, Math.floor(share * count))
}

function drawBetween({ min, max, log }: SettingRange, share: number): number {
  const exact = log ? min * (max / min) ** share : min + share * (max - min)
  return Math.min(max, Math.max(min, Number(exact.toPrecision(SIGNIFICANT_DIGITS))))
}
