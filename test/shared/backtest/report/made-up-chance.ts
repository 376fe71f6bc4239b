/** Numbers from 0 to 1 that look like chance (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** An amount in whole cents. */
export function cents(usd: number): number {
  return Math.round(usd * 100) / 100
}

/** One of some words. */
export function pick(from: readonly string[], next: () => number): string {
  return from[Math.floor(next() * from.length)]!
}
