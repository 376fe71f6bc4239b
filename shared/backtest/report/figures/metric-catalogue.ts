import type { Metrics } from '../../metrics/metrics.ts'
import { CERTAINTY_FIGURES } from './groups/certainty-figures.ts'
import { COST_FIGURES } from './groups/cost-figures.ts'
import { RETURN_FIGURES } from './groups/return-figures.ts'
import { RISK_FIGURES } from './groups/risk-figures.ts'
import { TRADE_FIGURES } from './groups/trade-figures.ts'
import type { MetricGroup } from './metric-entry.ts'

/** A figure of `Metrics` that is one number. */
export type MetricKey = Exclude<keyof Metrics, 'bootstrap90' | 'verdict'>

/** Every figure, in the groups and the order in which a report lists them. */
export const METRIC_GROUPS = [
  { title: 'Return', entries: RETURN_FIGURES },
  { title: 'Risk', entries: RISK_FIGURES },
  { title: 'Trades', entries: TRADE_FIGURES },
  { title: 'Costs', entries: COST_FIGURES },
  { title: 'Certainty', entries: CERTAINTY_FIGURES },
] as const

/** Every figure by its name in `Metrics`; the type says when one is missing here. */
export const METRIC_CATALOGUE: MetricGroup<MetricKey> = {
  ...RETURN_FIGURES,
  ...RISK_FIGURES,
  ...TRADE_FIGURES,
  ...COST_FIGURES,
  ...CERTAINTY_FIGURES,
}
