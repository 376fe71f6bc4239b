import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { mersenne } from 'pure-rand/generator/mersenne'

/** Standard normal values (Box-Muller) from a generator that the product does not use. */
export function normals(seed: number): () => number {
  const random = mersenne(seed)
  return () =>
    Math.sqrt(-2 * Math.log(1 - uniformFloat64(random))) * Math.cos(2 * Math.PI * uniformFloat64(random))
}

/** So many values of a source. */
export function drawn(count: number, next: () => number): readonly number[] {
  return Array.from({ length: count }, next)
}
