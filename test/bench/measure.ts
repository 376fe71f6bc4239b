import { getHeapStatistics } from 'node:v8'
import { type Effort, median } from './figure.ts'

/**
 * Everything is timed in short pieces of which the median counts: another program or the garbage collector has the
 * processor during few of them only, and so neither counts. What the collector will have to do is told by the bytes.
 */

/** Rounds that are run and thrown away, until the engine has compiled what it measures. */
const WARM_UP_ROUNDS = 2

/** What the measured code answered last; keeping it outside forbids the engine to skip the work. */
export const kept: { answer: unknown } = { answer: undefined }

/** Milliseconds of one of many pieces that are alike, one value a round; every round begins anew. */
export function millisecondsAPiece(
  effort: Pick<Effort, 'rounds'>,
  pieces: number,
  begin: () => (piece: number) => unknown,
): readonly number[] {
  return everyRound(effort, () => {
    const work = begin()
    return median(Array.from({ length: pieces }, (_, piece) => millisecondsOf(() => work(piece))))
  })
}

/** Milliseconds of all of different pieces together, which are done in turn, many times a round. */
export function millisecondsOfAll(
  effort: Pick<Effort, 'rounds'>,
  turns: number,
  pieces: readonly (() => unknown)[],
): readonly number[] {
  return everyRound(effort, () => {
    const timed = pieces.map((work) => ({ work, times: [] as number[] }))
    for (let turn = 0; turn < turns; turn += 1)
      for (const { work, times } of timed) times.push(millisecondsOf(work))
    return timed.reduce((sum, { times }) => sum + median(times), 0)
  })
}

function everyRound({ rounds }: Pick<Effort, 'rounds'>, round: () => number): readonly number[] {
  return Array.from({ length: rounds + WARM_UP_ROUNDS }, round).slice(WARM_UP_ROUNDS)
}

function millisecondsOf(work: () => unknown): number {
  const startedAt = performance.now()
  kept.answer = work()
  return performance.now() - startedAt
}

/**
 * Bytes each round of the same work puts on the heap, whether or not it keeps them. The young generation is emptied
 * first and has room for some MiB: work that overflows it would have some of its bytes collected before they are
 * counted. Empty without `node --expose-gc`.
 */
export function bytesARound({ rounds }: Pick<Effort, 'rounds'>, work: () => unknown): readonly number[] {
  const collect = globalThis.gc
  if (!collect) return []
  return Array.from({ length: rounds }, () => {
    collect({ type: 'minor' })
    const before = getHeapStatistics().used_heap_size
    kept.answer = work()
    return getHeapStatistics().used_heap_size - before
  })
}
