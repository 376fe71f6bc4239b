import type { Metrics } from '../../metrics/metrics.ts'
import type { MetricGroup } from './metric-entry.ts'

/** A figure of `Metrics` that is a 90 % interval. */
export type IntervalKey = keyof Metrics['bootstrap90']

/** The 90 % intervals: nine of ten runs of such luck would lie within. */
export const INTERVAL_CATALOGUE: MetricGroup<IntervalKey> = {
  expectancyUsd: {
    name: 'Expectancy, 90 % interval',
    unit: 'signed-usd',
    meaning: 'Where the mean result of a trade lies when the trades are drawn anew many times.',
  },
  profitFactor: {
    name: 'Profit factor, 90 % interval',
    unit: 'ratio',
    meaning: 'Where the profit factor lies when the trades are drawn anew many times.',
  },
  sharpe: {
    name: 'Sharpe ratio, 90 % interval',
    unit: 'ratio',
    meaning: 'Where the Sharpe ratio lies when the sessions are drawn anew many times.',
  },
}
