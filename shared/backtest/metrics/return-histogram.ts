/** How many values fell between two bounds: `from` belongs to it, `to` only in the last one. */
export interface HistogramBin {
  readonly from: number
  readonly to: number
  readonly count: number
}

/**
 * Counts values in so many bins of one width from the smallest to the largest. No value has no bin, equal values have
 * one. A value that is not finite or a number of bins that is not whole and above 0 is a `RangeError`.
 */
export function returnHistogram(values: readonly number[], bins: number): readonly HistogramBin[] {
  refuseUnusable(values, bins)
  const from = values.reduce((smallest, value) => Math.min(smallest, value), Number.POSITIVE_INFINITY)
  const to = values.reduce((largest, value) => Math.max(largest, value), Number.NEGATIVE_INFINITY)
  if (values.length === 0 || from === to)
    return values.slice(0, 1).map(() => ({ from, to, count: values.length }))
  const bound = (bin: number) => (bin === bins ? to : from + ((to - from) / bins) * bin)
  const counts = new Array<number>(bins).fill(0)
  for (const value of values) counts[binOf(value, { bins, bound })]! += 1
  return counts.map((count, bin) => ({ from: bound(bin), to: bound(bin + 1), count }))
}

/** Judged by the bounds that are shown, as the division alone can miss them by a hair. */
function binOf(
  value: number,
  { bins, bound }: { readonly bins: number; readonly bound: (bin: number) => number },
) {
  const guess = Math.floor(((value - bound(0)) / (bound(bins) - bound(0))) * bins)
  const bin = Math.min(guess, bins - 1)
  if (value < bound(bin)) return bin - 1
  return bin < bins - 1 && value >= bound(bin + 1) ? bin + 1 : bin
}

function refuseUnusable(values: readonly number[], bins: number): void {
  const odd = values.find((value) => !Number.isFinite(value))
  if (odd !== undefined) throw new RangeError(`values hold ${odd}; allowed: finite numbers`)
  if (!Number.isSafeInteger(bins) || bins < 1)
    throw new RangeError(`bins is ${bins}; allowed: a whole number from 1 on`)
}
