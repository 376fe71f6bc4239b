import type { Metrics } from '../../metrics/metrics.ts'
import { INTERVAL_CATALOGUE, type IntervalKey } from '../figures/interval-catalogue.ts'
import { METRIC_GROUPS, type MetricKey } from '../figures/metric-catalogue.ts'
import type { MetricEntry } from '../figures/metric-entry.ts'
import { intervalFigure, metricFigure } from '../figures/metric-figure.ts'
import { tag, textTag } from '../page/html.ts'
import { section } from '../page/section.ts'

/** Every figure in groups; a press on one opens what it means. */
export function metricTable(metrics: Metrics): string {
  const groups = METRIC_GROUPS.map(({ title, entries }) => {
    const rows = Object.entries<MetricEntry>(entries).map(([key, entry]) =>
      row(entry, metricFigure(metrics, key as MetricKey)),
    )
    return group(title, title === 'Certainty' ? [...intervalRows(metrics), ...rows] : rows)
  })
  return section(
    { id: 'metrics', title: 'Every figure and what it means', note: 'Press a line to read what it means.' },
    tag('div', { class: 'metrics' }, ...groups),
  )
}

function intervalRows(metrics: Metrics): readonly string[] {
  return Object.entries(INTERVAL_CATALOGUE).map(([key, entry]) =>
    row(entry, intervalFigure(metrics, key as IntervalKey)),
  )
}

function group(title: string, rows: readonly string[]): string {
  return tag('div', {}, textTag('h3', {}, title), ...rows)
}

function row({ name, meaning }: MetricEntry, figure: string): string {
  return tag(
    'details',
    { class: 'metric' },
    tag('summary', {}, textTag('span', {}, name), tag('span', { class: 'value' }, figure)),
    textTag('p', {}, meaning),
  )
}
