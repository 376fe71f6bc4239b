import type { Interval } from './bootstrap-interval.ts'
import type { Metrics } from './metrics.ts'

const TRADES_MIN = 30

/** Whether the trades show that they earn, from the 90 % interval of their expectancy. */
export function edgeVerdict(trades: number, expectancy: Interval | undefined): Metrics['verdict'] {
  if (trades < TRADES_MIN || !expectancy) return 'too-few-trades'
  if (expectancy.low > 0) return 'edge'
  return expectancy.high < 0 ? 'loses' : 'no-edge'
}
