import type { Metrics } from '../../metrics/metrics.ts'
import { textTag } from '../page/html.ts'
import { toneOf } from '../text/tone.ts'
import { INTERVAL_CATALOGUE, type IntervalKey } from './interval-catalogue.ts'
import { METRIC_CATALOGUE, type MetricKey } from './metric-catalogue.ts'
import { type Unit, unitText } from './unit-text.ts'

/** A dash where a figure has no meaning for this run. */
const NONE = '<span class="none">–</span>'
const TONED: readonly Unit[] = ['signed-usd', 'signed-pct']

/** A figure of the run as it is read, with its full value in `data-value` for whoever recomputes it. */
export function metricFigure(metrics: Metrics, key: MetricKey): string {
  const value = metrics[key]
  return value === undefined ? NONE : figure({ metric: key, value, unit: METRIC_CATALOGUE[key].unit })
}

/** "0.80 to 1.64": a 90 % interval, each end with its full value. */
export function intervalFigure({ bootstrap90 }: Metrics, key: IntervalKey): string {
  const interval = bootstrap90[key]
  if (!interval) return NONE
  const { unit } = INTERVAL_CATALOGUE[key]
  const end = (side: 'low' | 'high') =>
    figure({ metric: `bootstrap90.${key}.${side}`, value: interval[side], unit })
  return `${end('low')} to\u00a0${end('high')}`
}

function figure({
  metric,
  value,
  unit,
}: {
  readonly metric: string
  readonly value: number
  readonly unit: Unit
}) {
  const tone = TONED.includes(unit) ? { class: toneOf(value) } : {}
  return textTag(
    'span',
    { ...tone, 'data-metric': metric, 'data-value': String(value) },
    unitText(value, unit),
  )
}
