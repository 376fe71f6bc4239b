import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Bar, DailyBar } from '../../shared/domain/bar.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { readBars, readDailyBars } from './bar-files.ts'

const MINUTE_HEADER = 'time,open,high,low,close,volume'
const DAILY_HEADER = 'date,open,high,low,close,volume'
const DAY_NAME = /^(\d{4}-\d{2}-\d{2})\.csv(\.gz)?$/

/**
 * The folder that `--data` reads, as something bars are put into: `minute/SYMBOL/DATE.csv.gz` and
 * `daily/SYMBOL.csv.gz`. A file appears whole or not at all.
 */
export class BarFolder {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The dates of a symbol that have a file of minute bars, in no order. */
  minuteDates(symbol: Ticker): ReadonlySet<ExchangeDate> {
    const folder = join(this.#folder, 'minute', symbol)
    const names = existsSync(folder) ? readdirSync(folder) : []
    return new Set(names.flatMap((name) => (DAY_NAME.exec(name)?.[1] as ExchangeDate | undefined) ?? []))
  }

  /** Empty when there is no file; throws `MarketDataFileError` for one that cannot be read. */
  minuteBars(symbol: Ticker, date: ExchangeDate): readonly Bar[] {
    const file = this.#existing('minute', symbol, date)
    return file ? readBars(file, date) : []
  }

  /** Empty when there is no file; throws `MarketDataFileError` for one that cannot be read. */
  dailyBars(symbol: Ticker): readonly DailyBar[] {
    const file = this.#existing('daily', symbol)
    return file ? readDailyBars(file) : []
  }

  /** Puts one date of ascending minute bars in place of what was there. */
  writeMinuteDay(symbol: Ticker, date: ExchangeDate, bars: readonly Bar[]): void {
    const rows = bars.map((bar) => row(bar.time, bar))
    this.#write([MINUTE_HEADER, ...rows], 'minute', symbol, date)
  }

  /** Puts ascending daily bars in place of what was there. */
  writeDailyBars(symbol: Ticker, bars: readonly DailyBar[]): void {
    const rows = bars.map((bar) => row(bar.date, bar))
    this.#write([DAILY_HEADER, ...rows], 'daily', symbol)
  }

  #existing(...path: readonly string[]): string | undefined {
    const name = join(this.#folder, ...path)
    return [`${name}.csv.gz`, `${name}.csv`].find((file) => existsSync(file))
  }

  #write(lines: readonly string[], ...path: readonly string[]): void {
    const name = join(this.#folder, ...path)
    writeWhole(`${name}.csv.gz`, gzipSync(`${lines.join('\n')}\n`))
    // A plain file of the same day would be a second truth beside the packed one.
    rmSync(`${name}.csv`, { force: true })
  }
}

/** A name that begins with a dot is passed over by everything that reads the folder. */
function writeWhole(file: string, bytes: Uint8Array): void {
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}.draft`)
  mkdirSync(dirname(file), { recursive: true })
  try {
    writeFileSync(draft, bytes, { flush: true })
    renameSync(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
}

function row(key: string | number, { open, high, low, close, volume }: Omit<DailyBar, 'date'>): string {
  return [key, open, high, low, close, volume].join()
}
