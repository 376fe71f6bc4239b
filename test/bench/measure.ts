import type { Effort } from './figure.ts'

/** Rounds that are run and thrown away, until the engine has compiled what it measures. */
const WARM_UP_ROUNDS = 2

/** What the measured code answered last; keeping it outside forbids the engine to skip the work. */
export const kept: { answer: unknown } = { answer: undefined }

/** Milliseconds of each round of the same work. */
export function millisecondsARound(
  { rounds }: Pick<Effort, 'rounds'>,
  work: () => unknown,
): readonly number[] {
  return Array.from({ length: rounds + WARM_UP_ROUNDS }, () => {
    const startedAt = performance.now()
    kept.answer = work()
    return performance.now() - startedAt
  }).slice(WARM_UP_ROUNDS)
}
