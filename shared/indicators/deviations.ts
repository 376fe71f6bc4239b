/** Sum of the squared distances to a mean, taken value by value: a running sum of squares would cancel. */
export function squaredDeviations(values: readonly number[], mean: number): number {
  let sum = 0
  for (const value of values) sum += (value - mean) * (value - mean)
  return sum
}

/** Sum of the distances to a mean. */
export function absoluteDeviations(values: readonly number[], mean: number): number {
  let sum = 0
  for (const value of values) sum += Math.abs(value - mean)
  return sum
}
