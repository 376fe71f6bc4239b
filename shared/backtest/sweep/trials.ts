import { gridSettings } from './grid.ts'
import { randomSettings } from './random-settings.ts'
import { type Settings, type Space, spaceSize } from './space.ts'

/** More would not fit into the memory that ranks them. */
const TRIALS_MAX = 50_000

/** One combination of settings to be tried. */
export interface Trial {
  /** Its number in the sweep, from 1 on, filled up with zeros so that names sort. */
  readonly id: string
  readonly settings: Settings
}

/** How the combinations of a space are chosen: all of them, or so many drawn with a seed. */
export type Choosing =
  | { readonly kind: 'grid' }
  | { readonly kind: 'random'; readonly count: number; readonly seed: number }

/**
 * The trials of a sweep. Order and ids follow from the space and the choosing alone, so that every machine numbers them
 * alike. A space that can't be tried like this is a `RangeError`.
 */
export function trialsOf(space: Space, choosing: Choosing): readonly Trial[] {
  refuseTooMany(space, choosing)
  const all = choosing.kind === 'grid' ? gridSettings(space) : randomSettings(space, choosing)
  const digits = String(all.length).length
  return all.map((settings, index) => ({ id: String(index + 1).padStart(digits, '0'), settings }))
}

function refuseTooMany(space: Space, choosing: Choosing): void {
  const size = spaceSize(space)
  if (choosing.kind === 'grid' && size === Number.POSITIVE_INFINITY)
    throw new RangeError('a range without a step has no end: give it one, or draw some trials at random')
  const asked = choosing.kind === 'grid' ? size : choosing.count
  if (asked > TRIALS_MAX)
    throw new RangeError(`${asked} trials were asked for, allowed are at most ${TRIALS_MAX}`)
  if (choosing.kind === 'random' && asked >= size)
    throw new RangeError(
      `${asked} random trials were asked for, the space has only ${size} combinations: try all of them instead`,
    )
}
