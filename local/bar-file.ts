import { pricesAndVolume } from '../infra/history/bar-files.ts'
import { type CsvRow, readCsvTableOf } from '../infra/history/csv-table.ts'
import { exchangeDate, parseExchangeDate } from '../shared/time/exchange-time.ts'
import type { EpochMs } from '../shared/time/instant.ts'

/** One bar of a file, with its first column as the file has it. */
export interface FileBar {
  readonly label: { readonly date: string } | { readonly time: number }
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  /** The exchange date of an intraday bar, for what starts anew with each session. */
  readonly session?: string
}

const PRICES_AND_VOLUME = ['open', 'high', 'low', 'close', 'volume']

/**
 * Reads daily bars (`date,open,…`) or intraday bars (`time,open,…` in epoch milliseconds) from a CSV file, plain or
 * gzipped; further columns are left alone. Throws `MarketDataFileError` with the file, the line and the column.
 */
export function readBarFile(file: string): readonly FileBar[] {
  const table = readCsvTableOf(file, [
    ['date', ...PRICES_AND_VOLUME],
    ['time', ...PRICES_AND_VOLUME],
  ])
  const bars = table.map((row) => (row.has('date') ? dailyBar(row) : intradayBar(row)))
  const late = bars.findIndex((bar, index) => index > 0 && momentOf(bar) <= momentOf(bars[index - 1] ?? bar))
  const row = table[late]
  if (row) throw row.problem(row.has('date') ? 'date' : 'time', 'anything after the line before')
  return bars
}

function dailyBar(row: CsvRow): FileBar {
  return { label: { date: dateOf(row) }, ...pricesAndVolume(row) }
}

function intradayBar(row: CsvRow): FileBar {
  const time = row.count('time')
  return { label: { time }, session: exchangeDate(time as EpochMs), ...pricesAndVolume(row) }
}

function dateOf(row: CsvRow): string {
  try {
    return parseExchangeDate(row.text('date'))
  } catch {
    throw row.problem('date', 'a date as YYYY-MM-DD')
  }
}

function momentOf({ label }: FileBar): string | number {
  return 'date' in label ? label.date : label.time
}
