import type { IndicatorRow } from '../../shared/indicators/indicator-row.ts'
import { IndicatorSet } from '../../shared/indicators/indicator-set.ts'
import { type FileBar, readBarFile } from '../bar-file.ts'

/** Every column in the order in which it is printed; a new indicator does not compile until it stands here. */
const COLUMNS = {
  sma10: true,
  sma20: true,
  sma50: true,
  sma200: true,
  ema12: true,
  ema26: true,
  rsi14: true,
  rsi21: true,
  macd: true,
  macdSignal: true,
  macdHistogram: true,
  bollingerUpper: true,
  bollingerMiddle: true,
  bollingerLower: true,
  bollingerWidth: true,
  atr14: true,
  adx14: true,
  plusDi14: true,
  minusDi14: true,
  stochasticK: true,
  stochasticD: true,
  cci20: true,
  williamsR14: true,
  mfi14: true,
  roc10: true,
  obv: true,
  accumulationDistribution: true,
  vwap: true,
  keltnerUpper: true,
  keltnerMiddle: true,
  keltnerLower: true,
  volumeSma20: true,
  realizedVolatility5: true,
  realizedVolatility20: true,
  doji: true,
  hammer: true,
  bullishEngulfing: true,
  morningStar: true,
} as const satisfies Record<keyof IndicatorRow, true>

type Row = Readonly<Record<string, string | number | boolean | null>>

/** `openbell indicators`: one row a bar; a value is null (an empty cell) until its indicator has warmed up. */
export function indicators(options: { readonly input: string; readonly json: boolean }): void {
  const set = new IndicatorSet()
  const rows = readBarFile(options.input).map((bar) => rowOf(bar, set.next(bar)))
  process.stdout.write(options.json ? `${JSON.stringify(rows)}\n` : csv(rows))
}

function rowOf({ label, open, high, low, close, volume }: FileBar, values: IndicatorRow): Row {
  const columns = Object.keys(COLUMNS) as (keyof IndicatorRow)[]
  const cells = columns.map((column) => [column, values[column] ?? null] as const)
  return { ...label, open, high, low, close, volume, ...Object.fromEntries(cells) }
}

function csv(rows: readonly Row[]): string {
  const header = Object.keys(rows[0] ?? {})
  const lines = rows.map((row) => header.map((column) => String(row[column] ?? '')).join())
  return `${[header.join(), ...lines].join('\n')}\n`
}
