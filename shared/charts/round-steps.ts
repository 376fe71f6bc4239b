import type { Range } from './scale.ts'

/** Values that people like to read along an axis. */
export interface RoundSteps {
  readonly values: readonly number[]
  /** How many decimals tell them apart. */
  readonly decimals: number
}

const ROUND = [1, 2, 5, 10]

/** The multiples of the smallest round step, 1, 2 or 5 of some power of ten, that has no more of them in the range. */
export function roundSteps(range: Range, countMax: number): RoundSteps {
  const power = Math.floor(Math.log10((range.to - range.from) / countMax))
  for (const digit of ROUND) {
    const multiples = multiplesIn(range, digit * 10 ** power)
    if (multiples.length <= countMax) return stepsOf(multiples, { digit, power })
  }
  throw new RangeError(`no round steps from ${range.from} to ${range.to}`)
}

function multiplesIn({ from, to }: Range, step: number): readonly number[] {
  const first = Math.ceil(from / step)
  const last = Math.floor(to / step)
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** Made from whole numbers and settled on the step's last decimal, so that no step is 0.30000000000000004. */
function stepsOf(
  multiples: readonly number[],
  { digit, power }: { readonly digit: number; readonly power: number },
): RoundSteps {
  const decimals = Math.max(0, digit === 10 ? -power - 1 : -power)
  const values = multiples.map((multiple) => Number((multiple * digit * 10 ** power).toFixed(decimals)) + 0)
  return { values, decimals }
}
