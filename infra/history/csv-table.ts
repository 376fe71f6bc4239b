import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { MarketDataFileError } from './market-data-file-error.ts'

// Each date is read once: the daily files of many symbols name the same few thousand.
const knownDates = new Set<string>()

/** One row of a table; its cells are read by column name and every refusal names file, line and column. */
export class CsvRow {
  readonly #file: string
  readonly #line: number
  readonly #columns: readonly string[]
  readonly #cells: readonly string[]

  constructor(file: string, line: number, columns: readonly string[], cells: readonly string[]) {
    this.#file = file
    this.#line = line
    this.#columns = columns
    this.#cells = cells
  }

  has(column: string): boolean {
    return this.#columns.includes(column)
  }

  text(column: string): string {
    return this.#cells[this.#columns.indexOf(column)] ?? ''
  }

  price(column: string): number {
    const price = decimal(this.text(column))
    return price !== undefined && price > 0 ? price : this.#reject(column, 'a decimal price above 0')
  }

  /** A count of shares or of milliseconds. */
  count(column: string): number {
    const count = decimal(this.text(column))
    return count !== undefined && Number.isSafeInteger(count)
      ? count
      : this.#reject(column, 'a whole number of at least 0')
  }

  date(column: string): ExchangeDate {
    const text = this.text(column)
    if (knownDates.has(text)) return text as ExchangeDate
    try {
      const date = parseExchangeDate(text)
      knownDates.add(date)
      return date
    } catch {
      throw this.problem(column, 'a date as YYYY-MM-DD')
    }
  }

  /** The error to throw when the row's cells do not fit together. */
  problem(column: string, allowed: string): MarketDataFileError {
    const seen = `saw "${this.text(column)}", allowed is ${allowed}`
    return new MarketDataFileError({ file: this.#file, line: this.#line, column }, seen)
  }

  #reject(column: string, allowed: string): never {
    throw this.problem(column, allowed)
  }
}

/** Reads a CSV file, plain or gzipped, whose header must be exactly `columns`. */
export function readCsvTable(file: string, columns: readonly string[]): readonly CsvRow[] {
  return readTable(file, [columns], (header) => header.join() === columns.join())
}

/** Reads a CSV file whose header must begin with one of the choices; further columns are left alone. */
export function readCsvTableOf(file: string, choices: readonly (readonly string[])[]): readonly CsvRow[] {
  return readTable(file, choices, (header) =>
    choices.some((columns) => columns.every((column, index) => header[index] === column)),
  )
}

function readTable(
  file: string,
  allowed: readonly (readonly string[])[],
  fits: (header: readonly string[]) => boolean,
): readonly CsvRow[] {
  const [header = [], ...records] = readRecords(file)
  if (!fits(header)) throw headerProblem(file, header, allowed)
  return records.map((cells, index) => {
    const line = index + 2
    if (cells.length === header.length) return new CsvRow(file, line, header, cells)
    throw new MarketDataFileError({ file, line }, `saw ${cells.length} cells, allowed are ${header.length}`)
  })
}

function headerProblem(
  file: string,
  header: readonly string[],
  allowed: readonly (readonly string[])[],
): MarketDataFileError {
  const shown = allowed.map((columns) => `"${columns.join()}"`).join(' or ')
  return new MarketDataFileError({ file, line: 1 }, `saw the header "${header.join()}", allowed is ${shown}`)
}

/** Quoting is off because no column holds text: so a record is a line, and line numbers are right. */
function readRecords(file: string): readonly (readonly string[])[] {
  return parse(contents(file), { quote: false, relax_column_count: true }) as unknown as string[][]
}

function contents(file: string): Buffer {
  try {
    const bytes = readFileSync(file)
    return file.endsWith('.gz') ? gunzipSync(bytes) : bytes
  } catch (cause) {
    throw new MarketDataFileError({ file }, `it cannot be read: ${(cause as Error).message}`, { cause })
  }
}

const DECIMAL = /^\d+(\.\d+)?$/

function decimal(text: string): number | undefined {
  return DECIMAL.test(text) ? Number(text) : undefined
}
