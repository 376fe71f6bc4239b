import type { Trade } from '../domain/trade.ts'

/** How long positions were without a whole stop at the broker, in seconds (spec §10). */
export interface NakedSeconds {
  readonly p50: number
  readonly p99: number
  readonly worst: number
}

/** Over closed trades that were counted; absent without one. A percentile is the smallest value that so many reach. */
export function nakedSeconds(trades: readonly Pick<Trade, 'nakedSeconds'>[]): NakedSeconds | undefined {
  const sorted = trades
    .flatMap(({ nakedSeconds: seconds }) => (seconds === undefined ? [] : [seconds]))
    .toSorted((first, second) => first - second)
  const at = (percent: number) => sorted[Math.ceil((sorted.length * percent) / 100) - 1]
  const [p50, p99, worst] = [at(50), at(99), sorted.at(-1)]
  return p50 === undefined || p99 === undefined || worst === undefined ? undefined : { p50, p99, worst }
}
