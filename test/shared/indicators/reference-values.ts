import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import type { Indicator } from '../../../shared/indicators/indicator.ts'
import type { IndicatorBar } from '../../../shared/indicators/indicator-bar.ts'
import { series } from '../../../shared/indicators/series.ts'

const FOLDER = resolve(import.meta.dirname, '../../../../shared/market-data/reference')
const TALIB = [
  'AAPL-daily',
  'SPY-daily',
  'TQQQ-daily',
  'TSLA-daily',
  'XOM-daily',
  'AAPL-minute',
  'SOXL-minute',
].map((name) => `talib-${name}`)
const SKENDER = 'third-party/skender-spy-2017-2018'
const RELATIVE_MAX = 1e-9

export interface ReferenceRow {
  readonly bar: IndicatorBar
  /** The published value of a column, `undefined` where it is blank. */
  value(column: string): number | undefined
}

/**
 * Registers a test that runs where the reference files are, and says why it is skipped where they are not.
 */
export function referenceTest(name: string, body: () => void): void {
  if (existsSync(FOLDER)) test(name, body)
  else test.skip(`${name} (skipped: ../shared/market-data/reference is absent)`, body)
}

/** All rows of one reference file. */
export function referenceRows(name: string): readonly ReferenceRow[] {
  const text = gunzipSync(readFileSync(resolve(FOLDER, `${name}.csv.gz`))).toString('utf8')
  const [header = '', ...lines] = text.trimEnd().split('\n')
  const places = new Map(header.split(',').map((column, place) => [column, place]))
  return lines.map((line) => referenceRow(line.split(','), places))
}

function referenceRow(cells: readonly string[], places: ReadonlyMap<string, number>): ReferenceRow {
  const value = (column: string): number | undefined => {
    const place = places.get(column)
    if (place === undefined) throw new Error(`the reference has no column "${column}"`)
    return cells[place] === '' ? undefined : Number(cells[place])
  }
  const known = (column: string) => value(column) as number
  const prices = { open: known('open'), high: known('high'), low: known('low'), close: known('close') }
  return { bar: { ...prices, volume: known('volume') }, value }
}

export interface Comparison<Input, Output, State> {
  readonly create: () => Indicator<Input, Output, State>
  readonly input: (bar: IndicatorBar) => Input
  /** Our value for each reference column. */
  readonly columns: Readonly<Record<string, (output: Output) => number | undefined>>
  /** What 1e-9 is relative to where TA-Lib's running sums leave rounding in place of an exact 0. */
  readonly scale?: number
  /** Bars left out where the reference is seeded in another way. */
  readonly skipBars?: number
}

/** Compares with TA-Lib on every reference series, warm-up included. */
export function itAgreesWithTalib<Input, Output, State>(comparison: Comparison<Input, Output, State>): void {
  describe('agrees with TA-Lib to 1e-9 from the first value on', () => {
    for (const name of TALIB) referenceTest(name, () => expectAgreement(name, comparison))
  })
}

/** Compares with the values Skender publishes for SPY in 2017 and 2018. */
export function itAgreesWithSkender<Input, Output, State>(
  comparison: Comparison<Input, Output, State>,
  where = 'from the first value on',
): void {
  referenceTest(`agrees with Skender to 1e-9 ${where}`, () => expectAgreement(SKENDER, comparison))
}

function expectAgreement<Input, Output, State>(
  name: string,
  { create, input, columns, scale = 0, skipBars = 0 }: Comparison<Input, Output, State>,
): void {
  const rows = referenceRows(name)
  const outputs = series(
    create(),
    rows.map(({ bar }) => input(bar)),
  )
  for (const [column, read] of Object.entries(columns)) {
    const disagreements = rows.flatMap((row, index) => {
      const output = outputs[index]
      const ours = output === undefined ? undefined : read(output)
      const theirs = row.value(column)
      return index < skipBars || isClose(ours, theirs, scale) ? [] : [{ column, index, ours, theirs }]
    })
    expect(disagreements).toEqual([])
    expect(outputs.slice(skipBars).filter((output) => output !== undefined).length).toBeGreaterThan(50)
  }
}

function isClose(ours: number | undefined, theirs: number | undefined, scale: number): boolean {
  if (ours === undefined || theirs === undefined) return ours === theirs
  return Math.abs(ours - theirs) <= RELATIVE_MAX * Math.max(Math.abs(theirs), scale)
}
