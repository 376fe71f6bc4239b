import type { Figure } from './figure.ts'
import type { Judged } from './targets.ts'

/** The figures as a table for people: median, spread, and the ratio to a reference where there is one. */
export function table(judged: readonly Judged[]): string {
  const header = ['group', 'figure', 'median', 'lowest-highest', 'target', 'ratio to reference']
  const rows = [header, ...judged.map(row)]
  const widths = header.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)))
  return rows
    .map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n')
}

function row({ figure, target, verdict }: Judged): readonly string[] {
  const { group, name, unit, median, lowest, highest, reference } = figure
  return [
    group,
    name,
    `${short(median)} ${unit}`,
    `${short(lowest)}-${short(highest)}`,
    target === undefined ? '' : `${target} ${unit}: ${verdict}`,
    reference ? `${short(median / reference.value)} × ${reference.by}` : '',
  ]
}

function short(value: Figure['median']): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
