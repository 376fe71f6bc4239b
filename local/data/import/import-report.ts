import { counted } from '../counted.ts'
import type { ImportSummary } from './import-bars.ts'

const HEADER = row(['symbol', 'interval', 'from', 'until', 'bars', 'new', 'equal', 'replaced', 'repeated'])

/** An import as a person reads it in a terminal: how each file was understood, and what each symbol got. */
export function importLines({ files, symbols }: ImportSummary): readonly string[] {
  return [
    ...files.map(({ file, understood, leftOut, onClosedDays }) => {
      const parts = [
        understood,
        ...(leftOut > 0 ? [`${counted(leftOut, 'row')} with a missing number left out`] : []),
        ...(onClosedDays > 0 ? [`${counted(onClosedDays, 'bar')} on days without a session left out`] : []),
      ]
      return `${file}: ${parts.join('; ')}`
    }),
    '',
    HEADER,
    ...symbols.map(({ symbol, interval, from, until, bars, added, equal, replaced, duplicates }) =>
      row([symbol, interval, from, until, bars, added, equal, replaced, duplicates]),
    ),
    '',
    'new, equal and replaced count days; repeated counts bars that were in the files twice with equal values',
  ]
}

function row(cells: readonly (string | number)[]): string {
  const widths = [8, 8, 10, 10, 9, 6, 6, 8, 8]
  return cells
    .map((cell, index) =>
      index < 2 ? String(cell).padEnd(widths[index] ?? 0) : String(cell).padStart(widths[index] ?? 0),
    )
    .join('  ')
}
