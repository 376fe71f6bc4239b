import { basename, dirname } from 'node:path'
import { type Ticker, ticker } from '../../../shared/domain/ids.ts'
import { UsageError } from '../../failure.ts'
import type { RawBar, RawFile } from './raw-bars.ts'

/** The suffix of US listings in a vendor's names. */
const US_LISTING = /\.us$/i
/** AAPL.csv, AAPL_1min.csv: a word in capitals is meant as a symbol, "data.csv" is not. */
const CAPITALS_FIRST = /^([A-Z][A-Z0-9]{0,6}(?:[.-][A-Z]{1,2})?)(?=[_.\s-]|$)/
const STOOQ_NAME = /^([a-z0-9.-]+)\.us\.(txt|csv)$/i
const LEAN_ENTRY = /^\d{8}_([a-z0-9.]+)_(minute|second|hour)_trade\.csv$/i
const LEAN_ARCHIVE = /^\d{8}_trade\.(zip|csv)$/i
const LEAN_DAILY = /^([a-z0-9.]+)\.csv$/i

/** The symbol of a bar: as the owner named it, as the row says, or as the file is called. Throws `UsageError`. */
export function symbolReader(file: RawFile, named: Ticker | undefined): (bar: RawBar) => Ticker {
  const known = new Map<string, Ticker>()
  const fromName = named ?? nameSymbol(file)
  return ({ symbol }) => {
    if (symbol === undefined) return fromName ?? unknownSymbol(file)
    const read = known.get(symbol) ?? asTicker(file, symbol)
    known.set(symbol, read)
    if (named && read !== named)
      throw new UsageError(`${file.source.file}: --symbol says ${named}, the file has bars of ${read}`)
    return read
  }
}

function nameSymbol(file: RawFile): Ticker | undefined {
  const { name, container } = file.source
  const text = file.layout.name === 'lean' ? leanSymbol(name, container) : plainSymbol(name)
  return text === undefined ? undefined : asTicker(file, text)
}

function plainSymbol(name: string): string | undefined {
  return STOOQ_NAME.exec(name)?.[1] ?? CAPITALS_FIRST.exec(name.replace(/\.(csv|txt)$/i, ''))?.[1]
}

/** 20131007_spy_minute_trade.csv, minute/spy/20131007_trade.zip, or spy.csv of daily bars. */
function leanSymbol(name: string, container: string): string | undefined {
  const inEntry = LEAN_ENTRY.exec(name)?.[1]
  if (inEntry !== undefined) return inEntry
  if (LEAN_ARCHIVE.test(basename(container))) return basename(dirname(container)) || undefined
  return LEAN_DAILY.exec(name)?.[1]
}

function asTicker({ source }: RawFile, text: string): Ticker {
  const spelled = text.replace(US_LISTING, '').replace('-', '.').toUpperCase()
  try {
    return ticker(spelled)
  } catch (cause) {
    throw new UsageError(`${source.file}: ${(cause as Error).message}; name it with --symbol`, { cause })
  }
}

function unknownSymbol({ source }: RawFile): never {
  throw new UsageError(
    `${source.file}: neither its rows nor its name tell the symbol; pass --symbol, as in --symbol AAPL`,
  )
}
