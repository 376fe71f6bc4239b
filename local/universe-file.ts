import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Config } from '../shared/config/config.ts'
import type { Instrument } from '../shared/symbols/instrument.ts'
import { parseUniverse, type UniverseRow } from '../shared/symbols/universe.ts'
import { UsageError } from './failure.ts'

/** The registry that the configuration names, its path taken from the configuration file; absent for the built-in one. */
export function configuredUniverse(
  { universe }: Pick<Config, 'universe'>,
  configFile: string | undefined,
): readonly Instrument[] | undefined {
  if (universe.file === undefined) return undefined
  return readUniverseFile(resolve(configFile === undefined ? '.' : dirname(configFile), universe.file))
}

/** Reads registry rows: CSV with a header for a name ending in .csv, a JSON list otherwise. */
export function readUniverseFile(file: string): readonly Instrument[] {
  const text = readText(file)
  return parseUniverse(file, file.endsWith('.csv') ? csvRows(file, text) : jsonRows(file, text))
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = Reflect.get(error as Error, 'code')
    throw new UsageError(`can't read the universe file ${file}: ${code}`, { cause: error })
  }
}

function jsonRows(file: string, text: string): readonly UniverseRow[] {
  const rows = parseJson(file, text)
  if (!Array.isArray(rows)) throw new UsageError(`universe ${file}: allowed is a JSON list of rows`)
  return rows.map((cells: unknown, index) => ({ place: placeOf(`row ${index + 1}`, cells), cells }))
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`universe ${file} is not JSON: ${(error as Error).message}`, { cause: error })
  }
}

interface CsvRecord {
  readonly record: Readonly<Record<string, string>>
  readonly info: { readonly lines: number }
}

function csvRows(file: string, text: string): readonly UniverseRow[] {
  return parseCsv(file, text).map(({ record, info }) => {
    const cells = Object.fromEntries(
      Object.entries(record).flatMap(([name, cell]) => (cell === '' ? [] : [[name, cellValue(name, cell)]])),
    )
    return { place: placeOf(`line ${info.lines}`, cells), cells }
  })
}

function parseCsv(file: string, text: string): readonly CsvRecord[] {
  try {
    const records = parse(text, { columns: true, bom: true, info: true, trim: true, skip_empty_lines: true })
    return records as unknown as readonly CsvRecord[]
  } catch (error) {
    throw new UsageError(`universe ${file}: ${(error as Error).message}`, { cause: error })
  }
}

/** A leverage that is no number stays as it is written, so that the refusal can show it. */
function cellValue(name: string, cell: string): string | number {
  return name === 'leverage' && Number.isFinite(Number(cell)) ? Number(cell) : cell
}

function placeOf(position: string, cells: unknown): string {
  const symbol = typeof cells === 'object' && cells !== null ? Reflect.get(cells, 'symbol') : undefined
  return typeof symbol === 'string' ? `${position} (${symbol})` : position
}
