import { parse } from 'csv-parse/sync'
import type { SourceText } from './source-text.ts'
import { formOf, type StampForm } from './stamp.ts'

/** The first lines are enough to tell one layout from another. */
const SAMPLE_BYTES = 16_384
const SAMPLE_ROWS = 20

/** The beginning of a text, from which its layout is recognised. */
export interface Sample {
  readonly name: string
  readonly delimiter: ',' | ';' | '\t'
  /** Lower case, without the angle brackets some vendors put around names; absent when the first row is a bar. */
  readonly header?: readonly string[]
  /** As the file writes it, for messages. */
  readonly headerText?: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** How the time of the first bar is written. */
  readonly form?: StampForm
}

/** Where the cells of a bar stand. */
export interface Columns {
  readonly stamp: number
  /** Of the time of day when it stands beside the date. */
  readonly time?: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  readonly symbol?: number
  readonly period?: number
}

const STAMP_NAMES = ['datetime', 'timestamp', 'date', 'time']
const CLOCK_CELL = /^\d{1,2}:\d{2}(:\d{2})?$/

export function sampleOf({ name, bytes }: SourceText): Sample {
  const head = Buffer.from(bytes.subarray(0, SAMPLE_BYTES)).toString('utf8')
  const whole = bytes.length > SAMPLE_BYTES ? head.slice(0, head.lastIndexOf('\n') + 1) : head
  const delimiter = delimiterOf(whole.slice(0, Math.max(0, whole.indexOf('\n'))) || whole)
  const records: string[][] = parse(whole, {
    ...csvOptions(delimiter),
    to: SAMPLE_ROWS,
  }) as unknown as string[][]
  const [first = [], ...rest] = records
  const names = first.map((cell) => cell.toLowerCase().replace(/[<>]/g, '').trim())
  const isHeader = names.includes('open')
  const rows = isHeader ? rest : records
  const sample = { name, delimiter, rows, ...(isHeader && { header: names, headerText: first }) }
  const columns = columnsOf(sample)
  const form = columns && rows[0] ? formOf(stampText(rows[0], columns)) : undefined
  return { ...sample, ...(form && { form }) }
}

/** How every text of bars is split into cells. */
export function csvOptions(delimiter: string) {
  return { delimiter, bom: true, trim: true, relax_column_count: true, skip_empty_lines: true } as const
}

/** `undefined` when a header lacks a column that a bar needs. */
export function columnsOf({ header, rows }: Pick<Sample, 'header' | 'rows'>): Columns | undefined {
  if (header) return namedColumns(header)
  const hasClock = CLOCK_CELL.test(rows[0]?.[1] ?? '')
  const open = hasClock ? 2 : 1
  const places = { open, high: open + 1, low: open + 2, close: open + 3, volume: open + 4 }
  return { stamp: 0, ...(hasClock && { time: 1 }), ...places }
}

/** Date and time of a row as one text. */
export function stampText(cells: readonly string[], { stamp, time }: Columns): string {
  const day = cells[stamp] ?? ''
  return time === undefined ? day : `${day} ${cells[time] ?? ''}`
}

function namedColumns(header: readonly string[]): Columns | undefined {
  const at = (...names: readonly string[]) => header.findIndex((name) => names.includes(name))
  const isSplit = header.includes('date') && header.includes('time')
  const stamp = isSplit ? at('date') : at(...STAMP_NAMES)
  const [open, high, low, close] = [at('open'), at('high'), at('low'), at('close')]
  const volume = at('volume', 'vol')
  if (Math.min(stamp, open, high, low, close, volume) < 0) return undefined
  const [symbol, period] = [at('ticker', 'symbol'), at('per')]
  return {
    ...{ stamp, open, high, low, close, volume },
    ...(isSplit && { time: at('time') }),
    ...(symbol >= 0 && { symbol }),
    ...(period >= 0 && { period }),
  }
}

function delimiterOf(line: string): Sample['delimiter'] {
  const count = (mark: string) => line.split(mark).length
  if (count(';') > count(',')) return ';'
  return count('\t') > count(',') ? '\t' : ','
}
