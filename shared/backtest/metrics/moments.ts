import { squaredDeviations } from '../../indicators/deviations.ts'

/** The mean; `NaN` of no values. */
export function mean(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

/** The deviation with their number − 1 as the divisor; absent for fewer than two values. */
export function sampleDeviation(values: readonly number[]): number | undefined {
  if (values.length < 2) return undefined
  return Math.sqrt(squaredDeviations(values, mean(values)) / (values.length - 1))
}

/** Skewness (0 when symmetric) and kurtosis (3 of a normal distribution), their number as the divisor. */
export function shape(values: readonly number[]): { readonly skewness: number; readonly kurtosis: number } {
  const middle = mean(values)
  const moment = (power: number) => mean(values.map((value) => (value - middle) ** power))
  const variance = moment(2)
  return { skewness: moment(3) / variance ** 1.5, kurtosis: moment(4) / variance ** 2 }
}
