/** One measured figure: the median of its rounds, and how far the rounds lay apart. */
export interface Figure {
  readonly group: string
  readonly name: string
  readonly unit: 'ns' | 'ms' | 'times' | 'MB'
  readonly median: number
  readonly lowest: number
  readonly highest: number
  /** What the same work puts on the heap, in bytes. */
  readonly bytes?: number
  /** The same work done by the package `trading-signals`. */
  readonly tradingSignals?: {
    /** In the unit of the figure. */
    readonly median: number
    /** Figure ÷ theirs: below 1 is faster than they are. */
    readonly ratio: number
    /** How far its answers are the same as ours, which was checked before the clock ran. */
    readonly answers: string
  }
}

/** How long to measure. */
export interface Effort {
  readonly rounds: number
  /** How much work one round is made of, where 1 is the full bench. */
  readonly scale: number
}

/** A part of the bench that can be asked for by name. */
export interface Bench {
  readonly name: string
  run(effort: Effort): readonly Figure[] | Promise<readonly Figure[]>
}

/** Makes a figure of one value a round. */
export function figureOf(label: Pick<Figure, 'group' | 'name' | 'unit'>, rounds: readonly number[]): Figure {
  return { ...label, median: median(rounds), lowest: Math.min(...rounds), highest: Math.max(...rounds) }
}

/** The value in the middle; of an even number of values, the lower of the two. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((first, second) => first - second)[Math.floor((values.length - 1) / 2)]
  if (middle === undefined) throw new RangeError('a figure needs at least one round')
  return middle
}
