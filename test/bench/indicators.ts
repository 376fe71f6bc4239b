import { type Bench, type Effort, type Figure, figureOf, median } from './figure.ts'
import { barSubjects, closeSubjects, type Subject } from './indicator-subjects.ts'
import { bytesARound, kept, millisecondsAPiece } from './measure.ts'
import { waveBars } from './wave-bars.ts'

const BARS = 100_000
const NS_A_MS = 1_000_000

/** Enough for seeds to fade, and few enough to take no time. */
const COMPARED_BARS = 5_000

const PIECE_BARS = 250

/** So few that the garbage collector stays out of it: all indicators at once take some KiB a bar. */
const WEIGHED_BARS = 1_000

/** Time and bytes a bar of each indicator alone and of all of them together, for completed and for developing bars. */
export const indicators: Bench = {
  name: 'indicators',
  run(effort) {
    const bars = waveBars(Math.round(BARS * effort.scale))
    const closes = bars.map(({ close }) => close)
    return [
      ...closeSubjects.flatMap((subject) => figuresOf(subject, closes, effort)),
      ...barSubjects.flatMap((subject) => figuresOf(subject, bars, effort)),
    ]
  },
}

function figuresOf<Input>(
  subject: Subject<Input>,
  inputs: readonly Input[],
  effort: Effort,
): readonly Figure[] {
  const fed = subject.make()
  for (const input of inputs) fed.next(input)
  const next = measured(`${subject.name} next`, inputs, effort, () => {
    const fresh = subject.make()
    return (input) => fresh.next(input)
  })
  const peek = measured(`${subject.name} peek`, inputs, effort, () => (input) => fed.peek(input))
  return [besidePeer(next, subject, inputs, effort), peek]
}

function measured<Input>(
  name: string,
  inputs: readonly Input[],
  effort: Effort,
  begin: () => (input: Input) => unknown,
): Figure {
  const times = nanosecondsABar(inputs, effort, begin)
  const weighed = inputs.slice(0, WEIGHED_BARS)
  const bytes = bytesARound(effort, () => feed(weighed, begin()))
  return {
    ...figureOf({ group: 'indicators', name, unit: 'ns' }, times),
    ...(bytes.length > 0 && { bytes: median(bytes) / weighed.length }),
  }
}

function besidePeer<Input>(
  figure: Figure,
  { make, peer }: Subject<Input>,
  inputs: readonly Input[],
  effort: Effort,
): Figure {
  if (!peer) return figure
  const answers = peer.sameness(make(), inputs.slice(0, COMPARED_BARS))
  const theirs = median(
    nanosecondsABar(inputs, effort, () => {
      const fresh = peer.make()
      return (input) => fresh.add(input)
    }),
  )
  return { ...figure, tradingSignals: { median: theirs, ratio: figure.median / theirs, answers } }
}

function nanosecondsABar<Input>(
  inputs: readonly Input[],
  effort: Effort,
  begin: () => (input: Input) => unknown,
): readonly number[] {
  const pieces = Array.from({ length: inputs.length / PIECE_BARS }, (_, piece) =>
    inputs.slice(piece * PIECE_BARS, (piece + 1) * PIECE_BARS),
  )
  const times = millisecondsAPiece(effort, pieces.length, () => {
    const ask = begin()
    return (piece) => feed(pieces[piece] ?? [], ask)
  })
  return times.map((ms) => (ms * NS_A_MS) / PIECE_BARS)
}

function feed<Input>(inputs: readonly Input[], ask: (input: Input) => unknown): void {
  for (const input of inputs) kept.answer = ask(input)
}
