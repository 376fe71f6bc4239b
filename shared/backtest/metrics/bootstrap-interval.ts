import { quantile } from './quantile.ts'

/** How often a bootstrap draws a new sample. */
export const RESAMPLES = 2_000

/** Above it, the samples that do have a figure are no longer like those drawn. */
const ABSENT_SHARE_MAX = 0.1

/** Between these two lies a figure with 90 % confidence. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * The 90 % percentile interval (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13) of a figure
 * over all resamples, `NaN` where one has none; absent when more than a tenth have none.
 */
export function percentileInterval(figures: Float64Array): Interval | undefined {
  const present = figures.filter((figure) => Number.isFinite(figure)).sort()
  if (figures.length - present.length > figures.length * ABSENT_SHARE_MAX) return undefined
  const [low, high] = [quantile(present, 0.05), quantile(present, 0.95)]
  return low === undefined || high === undefined ? undefined : { low, high }
}
