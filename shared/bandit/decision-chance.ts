import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import type { DecisionId } from '../domain/ids.ts'

/** The generator's state has four words of 32 bits. */
const STATE_WORDS = [1, 2, 3, 4]

/** FNV-1a's prime and start (Fowler, Noll, Vo). */
const FNV_PRIME = 0x01000193
const FNV_START = 0x811c9dc5

/** Standard normal numbers that belong to a decision: the same id draws the same ones, so that it can be made again. */
export function normalsOf(decisionId: DecisionId): () => number {
  const generator = generatorOf(decisionId, 'weights')
  let spare: number | undefined
  return () => {
    const next = spare
    spare = undefined
    if (next !== undefined) return next
    const [first, second] = normalPair(generator)
    spare = second
    return first
  }
}

/** A generator that belongs to a decision; each purpose, a word of its own, draws apart from the others. */
export function generatorOf(decisionId: DecisionId, purpose: string): RandomGenerator {
  return xoroshiro128plusFromState(STATE_WORDS.map((word) => hashed(`${word}:${purpose}:${decisionId}`)))
}

/** Box and Muller (1958). The radius needs a number from (0, 1], because zero has no logarithm. */
function normalPair(generator: RandomGenerator): readonly [number, number] {
  const { sqrt, log, cos, sin, PI } = Math
  const radius = sqrt(-2 * log(1 - uniformFloat64(generator)))
  const angle = 2 * PI * uniformFloat64(generator)
  return [radius * cos(angle), radius * sin(angle)]
}

/** FNV-1a over the text with the finish of MurmurHash3, so that ids which differ in one letter share nothing. */
function hashed(text: string): number {
  let hash = FNV_START
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
