/** One measured figure: the median of its rounds, and how far the rounds lay apart. */
export interface Figure {
  readonly group: string
  readonly name: string
  readonly unit: 'ns' | 'us' | 'ms' | 'KiB' | 'times'
  readonly median: number
  readonly lowest: number
  readonly highest: number
  /** The same work done by somebody else, in the same unit; this is the column a comparison fills in. */
  readonly reference?: { readonly by: string; readonly value: number }
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
  const sorted = rounds.toSorted((first, second) => first - second)
  return { ...label, median: at(sorted, 0.5), lowest: at(sorted, 0), highest: at(sorted, 1) }
}

/** The value below which a share of the sorted values lies. */
export function at(sorted: readonly number[], share: number): number {
  const value = sorted[Math.floor((sorted.length - 1) * share)]
  if (value === undefined) throw new RangeError('a figure needs at least one round')
  return value
}
