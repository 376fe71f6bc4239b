import type { BarFolder } from '../../../infra/history/bar-folder.ts'
import { dailyImport } from './daily-import.ts'
import { distinctBars } from './distinct-bars.ts'
import type { ImportOptions } from './import-options.ts'
import { minuteImport } from './minute-import.ts'
import type { PlacedBar } from './placed-bar.ts'
import { type PlacedFile, placeBars } from './placed-bars.ts'
import { ImportConflict, type PlannedImport } from './planned-import.ts'
import { readRawBars } from './raw-bars.ts'
import { sourceTexts } from './source-text.ts'

/** What was put into the folder for one symbol and interval. */
interface SymbolImport extends Omit<PlannedImport, 'write' | 'conflicts'> {
  readonly duplicates: number
}

export interface ImportSummary {
  readonly files: readonly Omit<PlacedFile, 'bars'>[]
  readonly symbols: readonly SymbolImport[]
}

/**
 * Reads files of other programs into the folder. Everything is read and compared before anything is written, so that
 * a bad row in the last file leaves the folder as it was.
 */
export function importBars(
  files: readonly string[],
  options: ImportOptions,
  { folder, replace }: { readonly folder: BarFolder; readonly replace: boolean },
): ImportSummary {
  const placed = files
    .flatMap(sourceTexts)
    .map((source) => placeBars(readRawBars(source, options.layout), options))
  const groups = Map.groupBy(
    placed.flatMap(({ interval, bars }) => bars.map((bar) => ({ interval, bar }))),
    ({ interval, bar }) => `${bar.symbol} ${interval}`,
  )
  const planned = [...groups.values()].map((group) => {
    const { bars, duplicates } = distinctBars(group.map(({ bar }) => bar))
    return { ...plan(bars, folder), duplicates }
  })
  const conflicts = planned.filter((one) => one.conflicts.length > 0)
  if (conflicts.length > 0 && !replace) throw new ImportConflict(conflicts)
  for (const { write } of planned) write()
  return {
    files: placed.map(({ bars: _, ...told }) => told),
    symbols: planned.map(({ write: _, conflicts: __, ...told }) => told),
  }
}

function plan(bars: readonly PlacedBar[], folder: BarFolder): PlannedImport {
  return bars[0]?.time === undefined ? dailyImport(bars, folder) : minuteImport(bars, folder)
}
