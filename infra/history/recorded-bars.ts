import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ClosingQuote, DailyBar, IntradayBars } from '../../shared/domain/bar.ts'
import { type Ticker, ticker } from '../../shared/domain/ids.ts'
import { parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { type ExchangeDate, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts'
import { readBars, readClosingQuotes, readDailyBars } from './bar-files.ts'
import type { BarSource } from './bar-source.ts'
import { MarketDataFileError } from './market-data-file-error.ts'
import { RecentDates } from './recent-dates.ts'
import { remembered } from './remembered.ts'
import { unknownSymbol } from './unknown-symbol.ts'

/** The day being traded and the 21 before it. */
const DATES_KEPT = 22
const TABLE_NAME = /^(.+)\.csv(\.gz)?$/

/**
 * The bars in a folder: `second/` (preferred) and `minute/` as SYMBOL/DATE.csv.gz, `minute-quote/` likewise,
 * `daily/SYMBOL.csv.gz`. Files are read when first asked for.
 */
export class RecordedBars implements BarSource {
  readonly symbols: readonly Ticker[]
  readonly #folder: string
  readonly #bars = new RecentDates<IntradayBars | undefined>(DATES_KEPT)
  readonly #sessionDates = new Map<Ticker, readonly ExchangeDate[]>()
  readonly #daily = new Map<Ticker, readonly DailyBar[]>()

  private constructor(folder: string, symbols: readonly Ticker[]) {
    this.#folder = folder
    this.symbols = symbols
  }

  /** Without `symbols` all that have a tape; a symbol the folder knows nothing of is refused. */
  static open(options: { readonly folder: string; readonly symbols?: readonly Ticker[] }): RecordedBars {
    const { folder } = options
    if (!existsSync(folder)) throw new MarketDataFileError({ file: folder }, 'the folder does not exist')
    const recorded = symbolsWithTape(folder)
    if (recorded.length === 0)
      throw new MarketDataFileError({ file: folder }, 'saw neither minute/SYMBOL nor second/SYMBOL in it')
    const unknown = options.symbols?.find((symbol) => !recorded.includes(symbol))
    if (unknown) throw new MarketDataFileError({ file: folder }, unknownSymbol(unknown, recorded))
    return new RecordedBars(folder, options.symbols ?? recorded)
  }

  /** The folder holds no names, so a symbol is called by its ticker. */
  nameOf(symbol: Ticker): string {
    return symbol
  }

  sessionDates(symbol: Ticker): readonly ExchangeDate[] {
    return remembered(this.#sessionDates, symbol, () => {
      const dates = ['minute', 'second'].flatMap((kind) => datesIn(join(this.#folder, kind, symbol)))
      return [...new Set(dates)].sort()
    })
  }

  intradayBars(symbol: Ticker, date: ExchangeDate): IntradayBars | undefined {
    return this.#bars.get(symbol, date, () => {
      const seconds = this.#table('second', symbol, date)
      if (seconds) return { intervalMs: SECOND_MS, bars: readBars(seconds, date) }
      const minutes = this.#table('minute', symbol, date)
      return minutes ? { intervalMs: MINUTE_MS, bars: readBars(minutes, date) } : undefined
    })
  }

  keepDates(count: number): void {
    this.#bars.keep(count)
  }

  closingQuotes(symbol: Ticker, date: ExchangeDate): readonly ClosingQuote[] {
    const file = this.#table('minute-quote', symbol, date)
    return file ? readClosingQuotes(file, date) : []
  }

  dailyBars(symbol: Ticker): readonly DailyBar[] {
    return remembered(this.#daily, symbol, () => {
      const file = this.#table('daily', symbol)
      return file ? readDailyBars(file) : []
    })
  }

  #table(...path: readonly string[]): string | undefined {
    const name = join(this.#folder, ...path)
    return [`${name}.csv.gz`, `${name}.csv`].find((file) => existsSync(file))
  }
}

function symbolsWithTape(folder: string): readonly Ticker[] {
  const names = ['minute', 'second'].flatMap((kind) => entries(join(folder, kind)))
  return [...new Set(names)].sort().map((name) => folderTicker(folder, name))
}

function folderTicker(folder: string, name: string): Ticker {
  try {
    return ticker(name)
  } catch (cause) {
    throw new MarketDataFileError({ file: folder }, `a tape's folder is ${(cause as Error).message}`, {
      cause,
    })
  }
}

function datesIn(folder: string): readonly ExchangeDate[] {
  return entries(folder).flatMap((name) => {
    const date = TABLE_NAME.exec(name)?.[1]
    return date === undefined ? [] : [fileDate(folder, name, date)]
  })
}

function fileDate(folder: string, name: string, date: string): ExchangeDate {
  try {
    return parseExchangeDate(date)
  } catch (cause) {
    throw new MarketDataFileError({ file: join(folder, name) }, 'its name is not YYYY-MM-DD.csv.gz', {
      cause,
    })
  }
}

function entries(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : []
}
