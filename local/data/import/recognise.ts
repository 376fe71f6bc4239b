import { MarketDataFileError } from '../../../infra/history/market-data-file-error.ts'
import type { Layout, LayoutName } from './layout.ts'
import { LAYOUTS } from './layouts.ts'
import { columnsOf, type Sample } from './sample.ts'

/** The layout that was named, or the one whose header and first rows these are; throws when there is none. */
export function recognise(file: string, sample: Sample, name: LayoutName | 'auto'): Layout {
  if (sample.rows.length === 0)
    throw new MarketDataFileError({ file }, 'saw no row of a bar in it, allowed is at least one')
  if (!columnsOf(sample)) throw lacksColumns(file, sample)
  if (name !== 'auto') return named(name)
  const layout = LAYOUTS.find(({ fits }) => fits(sample))
  if (!layout) throw unknownLayout(file, sample)
  return layout
}

function named(name: LayoutName): Layout {
  const layout = LAYOUTS.find((candidate) => candidate.name === name)
  if (!layout) throw new RangeError(`no layout ${name}`)
  return layout
}

function lacksColumns(file: string, { headerText = [] }: Sample): MarketDataFileError {
  const allowed = 'a date or time with open, high, low, close and volume'
  return new MarketDataFileError(
    { file, line: 1 },
    `saw the header "${headerText.join()}", allowed is ${allowed}`,
  )
}

function unknownLayout(file: string, { rows, headerText }: Sample): MarketDataFileError {
  const seen = (headerText ?? rows[0] ?? []).join()
  const known = LAYOUTS.map(({ name, example }) => `\n  ${name.padEnd(14)} ${example}`).join('')
  return new MarketDataFileError(
    { file, line: 1 },
    `saw "${seen}", which is no layout that is known; choose one with --layout:${known}`,
  )
}
