/**
 * The value below which a share (0 to 1) of the values lies, a straight line between the two nearest ranks: type 7 of
 * Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996. Absent of no values.
 */
export function quantile(ascending: ArrayLike<number>, share: number): number | undefined {
  const rank = (ascending.length - 1) * share
  const [below, above] = [ascending[Math.floor(rank)], ascending[Math.ceil(rank)]]
  if (below === undefined || above === undefined) return undefined
  return below + (above - below) * (rank - Math.floor(rank))
}
