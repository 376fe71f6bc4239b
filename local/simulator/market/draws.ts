import { createHash } from 'node:crypto'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'

/**
 * Four degrees of freedom above the two that make the variance finite, and even, so that uniforms suffice.
 */
const DEGREES_OF_FREEDOM = 6
const STUDENT_SCALE = Math.sqrt((DEGREES_OF_FREEDOM - 2) / DEGREES_OF_FREEDOM)

/**
 * Random numbers that belong to one thing of a simulated world, e.g. `drawsOf(7, 'path', 'QQQ',
 * '2025-03-03')`: the same whenever and in whatever order things are asked for.
 */
export function drawsOf(seed: number, ...thing: readonly string[]): Draws {
  const digest = createHash('sha256')
    .update([seed, ...thing].join('|'))
    .digest()
  return new Draws(xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => digest.readInt32LE(offset))))
}

/** One stream of random numbers in the shapes that market series need. */
export class Draws {
  readonly #generator: RandomGenerator

  constructor(generator: RandomGenerator) {
    this.#generator = generator
  }

  /** Evenly within [0, 1). */
  uniform(): number {
    return uniformFloat64(this.#generator)
  }

  /** Mean 0, variance 1 (Box-Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform())
  }

  /** Mean 0, variance 1, with the fat tails of a Student t. */
  heavyTailed(): number {
    const product = (1 - this.uniform()) * (1 - this.uniform()) * (1 - this.uniform())
    const chiSquare = -2 * Math.log(product)
    return (STUDENT_SCALE * this.normal()) / Math.sqrt(chiSquare / DEGREES_OF_FREEDOM)
  }

  /** Mean 1; `spread` is the standard deviation of the logarithm. */
  logNormal(spread: number): number {
    return Math.exp(spread * this.normal() - spread ** 2 / 2)
  }
}
