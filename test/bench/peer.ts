import type { Indicator } from '../../shared/indicators/indicator.ts'

/** One of our indicators as it is fed here. */
export type Ours<Input, Answer> = Pick<Indicator<Input, Answer, unknown>, 'next' | 'peek'>

/** An indicator of the package `trading-signals`, fed bar by bar with its cheapest call; `null` until it answers. */
interface Theirs<Input, Answer> {
  add(input: Input): Answer | null
}

/** How an answer of theirs is the same as one of ours. */
interface Likeness<Answer, TheirAnswer> {
  /** The figures of one that must be equal to those of the other. */
  readonly ours: (answer: Answer) => readonly number[]
  readonly theirs: (answer: TheirAnswer) => readonly number[]
  /** What is done in another way, where that makes the first answers differ or adds work of ours. */
  readonly remark?: string
}

/** The indicator of `trading-signals` that does the same work as one of ours. */
export interface Peer<Input, Answer> {
  make(): Theirs<Input, unknown>
  /** From which bar on both answer the same, in words; throws when that is not so long before the last bar. */
  sameness(ours: Ours<Input, Answer>, bars: readonly Input[]): string
}

/** Two right answers may be this far apart by rounding, relative to them or, below 1, to 1. */
const APART_MAX = 1e-9

/** Puts an indicator of `trading-signals` beside one of ours. */
export function peerOf<Input, Answer, TheirAnswer>(
  make: () => Theirs<Input, TheirAnswer>,
  likeness: Likeness<Answer, TheirAnswer>,
): Peer<Input, Answer> {
  const { remark } = likeness
  return {
    make,
    sameness(ours, bars) {
      const theirs = make()
      const equal = bars.map((bar) => isSame(ours.next(bar), theirs.add(bar), likeness))
      const lastApart = equal.lastIndexOf(false)
      if (lastApart > bars.length / 2)
        throw new Error(`no equals to compare: still another answer at bar ${lastApart + 1}`)
      const from = lastApart < 0 ? 'same' : `same from bar ${lastApart + 2} on`
      return remark ? `${from}: ${remark}` : from
    },
  }
}

/** Before ours has warmed up there is nothing to compare, whatever theirs says already. */
function isSame<Answer, TheirAnswer>(
  answer: Answer | undefined,
  theirAnswer: TheirAnswer | null,
  { ours, theirs }: Likeness<Answer, TheirAnswer>,
): boolean {
  if (answer === undefined) return true
  if (theirAnswer === null) return false
  const their = theirs(theirAnswer)
  return ours(answer).every((value, index) => isClose(value, their[index] ?? Number.NaN))
}

function isClose(value: number, other: number): boolean {
  return Math.abs(value - other) <= APART_MAX * Math.max(1, Math.abs(value), Math.abs(other))
}
