import type { Bar, ClosingQuote, DailyBar } from '../../shared/domain/bar.ts'
import { epochMs, exchangeDate } from '../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../shared/time/instant.ts'
import { type CsvRow, readCsvTable } from './csv-table.ts'

const PRICES_AND_VOLUME = ['open', 'high', 'low', 'close', 'volume']
const BAR_COLUMNS = ['time', ...PRICES_AND_VOLUME]
const DAILY_COLUMNS = ['date', ...PRICES_AND_VOLUME]
const QUOTE_COLUMNS = [
  ...['time', 'bid_open', 'bid_high', 'bid_low', 'bid_close', 'bid_size'],
  ...['ask_open', 'ask_high', 'ask_low', 'ask_close', 'ask_size'],
]

/** The intraday bars of one date from a file of `minute/` or `second/`. */
export function readBars(file: string, date: ExchangeDate): readonly Bar[] {
  const rows = readCsvTable(file, BAR_COLUMNS)
  return ascending(rows, 'time', (row) => ({ time: timeOn(row, date), ...pricesAndVolume(row) }))
}

/** The daily bars of one symbol from a file of `daily/`. */
export function readDailyBars(file: string): readonly DailyBar[] {
  const rows = readCsvTable(file, DAILY_COLUMNS)
  return ascending(rows, 'date', (row) => ({ date: row.date('date'), ...pricesAndVolume(row) }))
}

/**
 * The quotes at each minute's end from a file of `minute-quote/`. A minute in which a side stood empty has
 * none.
 */
export function readClosingQuotes(file: string, date: ExchangeDate): readonly ClosingQuote[] {
  const rows = readCsvTable(file, QUOTE_COLUMNS)
  const twoSided = rows.filter((row) => row.text('bid_close') !== '' && row.text('ask_close') !== '')
  return ascending(twoSided, 'time', (row) => ({
    time: epochMs(timeOn(row, date) + MINUTE_MS),
    bid: row.price('bid_close'),
    ask: row.price('ask_close'),
    bidSize: row.count('bid_size'),
    askSize: row.count('ask_size'),
  }))
}

/** The five numbers every kind of bar has; prices that do not fit together are refused. */
export function pricesAndVolume(row: CsvRow): Omit<DailyBar, 'date'> {
  const [open, high, low, close] = [
    row.price('open'),
    row.price('high'),
    row.price('low'),
    row.price('close'),
  ]
  if (low > Math.min(open, close)) throw row.problem('low', `at most open ${open} and close ${close}`)
  if (high < Math.max(open, close)) throw row.problem('high', `at least open ${open} and close ${close}`)
  return { open, high, low, close, volume: row.count('volume') }
}

function timeOn(row: CsvRow, date: ExchangeDate): EpochMs {
  const time = epochMs(row.count('time'))
  if (exchangeDate(time) !== date) throw row.problem('time', `a moment of ${date} in New York`)
  return time
}

function ascending<Key extends 'time' | 'date', Item extends Readonly<Record<Key, number | string>>>(
  rows: readonly CsvRow[],
  key: Key,
  read: (row: CsvRow) => Item,
): readonly Item[] {
  let previous: Item | undefined
  return rows.map((row) => {
    const item = read(row)
    if (previous && item[key] <= previous[key]) throw row.problem(key, `anything after ${previous[key]}`)
    previous = item
    return item
  })
}
