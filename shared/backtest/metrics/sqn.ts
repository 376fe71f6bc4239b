import { mean, sampleDeviation } from './moments.ts'

/** More trades would raise the figure without the system being any better. */
const TRADES_MAX = 100

/**
 * System quality number (Van Tharp, "Definitive Guide to Position Sizing", 2008), here of amounts instead of multiples
 * of the risk: mean ÷ deviation × √trades. Absent under 2 trades and for equal results.
 */
export function sqn(results: readonly number[]): number | undefined {
  const deviation = sampleDeviation(results)
  return deviation ? (mean(results) / deviation) * Math.sqrt(Math.min(results.length, TRADES_MAX)) : undefined
}
