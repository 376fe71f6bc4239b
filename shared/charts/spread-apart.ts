import { clamp } from './box.ts'
import type { Range } from './scale.ts'

/**
 * Moves places along a line as little as possible so that each is a gap away from the next and all are within; the
 * answer is in the order of the wishes. More than fit are a gap apart too, and reach over the end.
 */
export function spreadApart(wanted: readonly number[], within: Range, gap: number): readonly number[] {
  const order = wanted.map((_, index) => index).sort((one, other) => wanted[one]! - wanted[other]!)
  // With the gaps taken out, "a gap apart" is "never falling", for which the means of crowded places are the best answer.
  const rising = neverFalling(order.map((index, rank) => wanted[index]! - rank * gap))
  const last = Math.max(within.from, within.to - (wanted.length - 1) * gap)
  const places = new Array<number>(wanted.length)
  for (const [rank, index] of order.entries())
    places[index] = clamp(rising[rank]!, within.from, last) + rank * gap
  return places
}

interface Crowd {
  readonly sum: number
  readonly count: number
}

/** The nearest values that never fall: whoever would be overtaken shares the mean with who overtakes. */
function neverFalling(values: readonly number[]): readonly number[] {
  const crowds: Crowd[] = []
  for (const value of values) {
    let crowd: Crowd = { sum: value, count: 1 }
    for (let before = crowds.at(-1); before && mean(before) > mean(crowd); before = crowds.at(-1)) {
      crowd = { sum: before.sum + crowd.sum, count: before.count + crowd.count }
      crowds.pop()
    }
    crowds.push(crowd)
  }
  return crowds.flatMap((crowd) => new Array<number>(crowd.count).fill(mean(crowd)))
}

function mean({ sum, count }: Crowd): number {
  return sum / count
}
