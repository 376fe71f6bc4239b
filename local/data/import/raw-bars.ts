import { type CsvError, parse } from 'csv-parse/sync'
import { MarketDataFileError } from '../../../infra/history/market-data-file-error.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import type { Layout, LayoutName } from './layout.ts'
import { recognise } from './recognise.ts'
import { type Columns, columnsOf, csvOptions, type Sample, sampleOf, stampText } from './sample.ts'
import type { SourceText } from './source-text.ts'
import { FORM_EXAMPLES, readStamp, type Stamp, type StampForm } from './stamp.ts'

/** A bar as the file has it: its time not yet understood, its numbers checked. */
export interface RawBar {
  readonly line: number
  readonly stamp: Stamp
  /** From a column of the file. */
  readonly symbol?: string
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

export interface RawFile {
  readonly source: SourceText
  readonly layout: Layout
  readonly bars: readonly RawBar[]
  /** Rows with a missing number. */
  readonly leftOut: number
}

const MISSING = new Set(['', 'null', 'nan', 'none', 'n/a', '-'])
const NUMBER = /^\d+(\.\d+)?(e[+-]?\d+)?$/i
/** Less would be written with an exponent, which no reader of the folder takes. */
const PRICE_MIN = 0.000001
const DAY_IN_NAME = /(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/
/** The periods that Stooq writes for a bar of a minute and of a day. */
const PERIODS = ['1', 'D']

/** Reads the bars of a text; throws `MarketDataFileError` with file, line and column for what is not one. */
export function readRawBars(source: SourceText, name: LayoutName | 'auto'): RawFile {
  const sample = sampleOf(source)
  const layout = recognise(source.file, sample, name)
  const reader = new RowReader(source, sample, layout)
  let leftOut = 0
  const bars: RawBar[] = []
  // One row at a time: a file of years as rows of texts would not fit into memory.
  const take = (cells: readonly string[], line: number) => {
    if (sample.header && line === 1) return
    const bar = reader.bar(cells, line)
    if (bar) bars.push(bar)
    else leftOut += 1
  }
  eachRow(source, sample.delimiter, take)
  return { source, layout, bars, leftOut }
}

function eachRow(
  { file, bytes }: SourceText,
  delimiter: string,
  take: (cells: readonly string[], line: number) => void,
): void {
  try {
    parse(bytes, {
      ...csvOptions(delimiter),
      on_record: (cells, { lines }) => {
        take(cells as unknown as readonly string[], lines)
        return null
      },
    })
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause)) throw cause
    throw new MarketDataFileError({ file, line: (cause as CsvError)['lines'] as number }, cause.message, {
      cause,
    })
  }
}

class RowReader {
  readonly #source: SourceText
  readonly #sample: Sample
  readonly #layout: Layout
  readonly #columns: Columns
  readonly #day: ExchangeDate | undefined
  /** That of the first row where the layout has it: one file writes its times in one way. */
  readonly #forms: readonly StampForm[]

  constructor(source: SourceText, sample: Sample, layout: Layout) {
    this.#source = source
    this.#sample = sample
    this.#layout = layout
    this.#columns = columnsOf(sample) as Columns
    const { form } = sample
    this.#forms = form && layout.forms.includes(form) ? [form] : layout.forms
    const day = DAY_IN_NAME.exec(source.name) ?? DAY_IN_NAME.exec(source.container)
    this.#day = day ? (`${day[1]}-${day[2]}-${day[3]}` as ExchangeDate) : undefined
  }

  /** `undefined` when a number is missing: nothing says what it was. */
  bar(cells: readonly string[], line: number): RawBar | undefined {
    const columns = this.#columns
    const values = [columns.open, columns.high, columns.low, columns.close, columns.volume]
    this.#assertPeriod(cells, line)
    const stamp = this.#stamp(cells, line)
    if (values.some((column) => MISSING.has((cells[column] ?? '').toLowerCase()))) return undefined
    const [open, high, low, close] = values.slice(0, 4).map((column) => this.#price(cells, column, line)) as [
      number,
      number,
      number,
      number,
    ]
    const problem = (column: number, allowed: string) => this.#problem(cells, column, line, allowed)
    if (low > Math.min(open, close)) throw problem(columns.low, `at most open ${open} and close ${close}`)
    if (high < Math.max(open, close)) throw problem(columns.high, `at least open ${open} and close ${close}`)
    const symbol = columns.symbol === undefined ? undefined : cells[columns.symbol]
    const volume = this.#volume(cells, line)
    return { line, stamp, ...(symbol !== undefined && { symbol }), open, high, low, close, volume }
  }

  #stamp(cells: readonly string[], line: number): Stamp {
    const text = stampText(cells, this.#columns)
    for (const form of this.#forms) {
      const stamp = readStamp(text, form, this.#day)
      if (stamp) return stamp
    }
    const allowed = this.#forms.map((form) => FORM_EXAMPLES[form]).join(' or ')
    const needsDay = this.#layout.name === 'lean' && this.#day === undefined
    throw this.#problem(
      cells,
      this.#columns.stamp,
      line,
      needsDay ? `${allowed} in a file whose name begins with the date, as 20220314_trade.csv` : allowed,
    )
  }

  #price(cells: readonly string[], column: number, line: number): number {
    const text = cells[column] ?? ''
    const price = NUMBER.test(text) ? Number(text) / (this.#layout.priceDivisor ?? 1) : 0
    if (price >= PRICE_MIN) return price
    throw this.#problem(cells, column, line, `a decimal price of at least ${PRICE_MIN.toFixed(6)}`)
  }

  /** Whole shares: volumes that a vendor has adjusted for splits come with a fraction. */
  #volume(cells: readonly string[], line: number): number {
    const column = this.#columns.volume
    const text = cells[column] ?? ''
    const volume = NUMBER.test(text) ? Math.round(Number(text)) : Number.NaN
    if (Number.isSafeInteger(volume)) return volume
    throw this.#problem(cells, column, line, 'a number of shares of at least 0')
  }

  #assertPeriod(cells: readonly string[], line: number): void {
    const column = this.#columns.period
    if (column === undefined || PERIODS.includes(cells[column] ?? '')) return
    throw this.#problem(cells, column, line, '1 (minute) or D (day)')
  }

  #problem(cells: readonly string[], column: number, line: number, allowed: string): MarketDataFileError {
    const name = this.#sample.headerText?.[column] ?? `${column + 1}`
    const seen = column === this.#columns.stamp ? stampText(cells, this.#columns) : (cells[column] ?? '')
    return new MarketDataFileError(
      { file: this.#source.file, line, column: name },
      `saw "${seen}", allowed is ${allowed}`,
    )
  }
}
