import type { Figure } from './figure.ts'
import type { Judged } from './targets.ts'

const HEADER = [
  'group',
  'figure',
  'median',
  'lowest-highest',
  'bytes',
  'target',
  'trading-signals',
  'ratio',
  'their answers',
]

/** The figures as a table for people: median, spread, allocation, and the same work done by `trading-signals`. */
export function table(judged: readonly Judged[]): string {
  const rows = [HEADER, ...judged.map(row)]
  const widths = HEADER.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)))
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function row({ figure, target, verdict }: Judged): readonly string[] {
  const { group, name, unit, median, lowest, highest, bytes, tradingSignals } = figure
  return [
    group,
    name,
    `${short(median)} ${unit}`,
    `${short(lowest)}-${short(highest)}`,
    bytes === undefined ? '-' : bytes.toFixed(0),
    target === undefined ? '-' : `${target} ${unit}: ${verdict}`,
    tradingSignals ? `${short(tradingSignals.median)} ${unit}` : '-',
    tradingSignals ? `${tradingSignals.ratio.toFixed(2)} ×` : '-',
    tradingSignals ? tradingSignals.answers : '-',
  ]
}

function short(value: Figure['median']): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
