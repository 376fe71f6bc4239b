import { basename, resolve } from 'node:path'
import { TapeHistory } from '../infra/history/tape-history.ts'
import { CsvEarnings } from '../infra/news/csv-earnings.ts'
import { CsvNews } from '../infra/news/csv-news.ts'
import { MINUTE_SESSIONS } from '../shared/cycles/universe-plan.ts'
import { type Ticker, ticker } from '../shared/domain/ids.ts'
import type { Earnings } from '../shared/ports/earnings.ts'
import type { History } from '../shared/ports/history.ts'
import type { News } from '../shared/ports/news.ts'
import type { Instrument } from '../shared/symbols/instrument.ts'
import { findInstrument } from '../shared/symbols/registry.ts'
import { exchangeInstant, parseExchangeDate } from '../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../shared/time/instant.ts'
import { marketDay, nextOpenDay } from '../shared/time/market-calendar.ts'
import { UsageError } from './failure.ts'
import { GeneratedMarket } from './simulator/market/generated-market.ts'
import { demoSymbols } from './simulator/market/generated-symbols.ts'
import type { Market } from './simulator/market/market.ts'
import { RecordedMarket } from './simulator/market/recorded-market.ts'
import type { TapeMarket } from './simulator/market/tape-market.ts'

const DEFAULT_SEED = 13
/** Any trading day would do; the generated world has no relation to what happened on it. */
const GENERATED_FROM = '2026-03-02'
const GENERATED_DAYS = 250
const DATES_SHOWN = 10
const NOON = 12 * 60

/** How a command line names the market of the simulated world. */
export interface MarketChoice {
  readonly data?: string
  readonly date?: string
  readonly symbols?: readonly string[]
  readonly seed?: number
  /** The owner's own registry rows; they replace the built-in ones. */
  readonly universe?: readonly Instrument[]
}

/** A market to trade in, the history that leads up to it, and the days it can be traded on. */
export interface MarketSource {
  /** In words, for the first line a person reads. */
  readonly label: string
  /** In a file name, so that runs on different markets don't share a store. */
  readonly slug: string
  readonly market: TapeMarket
  readonly history: History
  readonly news?: News
  readonly earnings?: Earnings
  readonly instruments: readonly Instrument[]
  /** The symbols were named on the command line. */
  readonly namedByOwner: boolean
  readonly dates: readonly ExchangeDate[]
  /** Traded symbols about which the registry has no facts; they are taken as plain shares. */
  readonly unlisted: readonly Ticker[]
}

/** Opens the recorded folder or makes the generated world; throws `UsageError` or `MarketDataFileError`. */
export function openMarketSource(choice: MarketChoice): MarketSource {
  if (choice.data === undefined) return generatedSource(choice)
  if (choice.seed !== undefined)
    throw new UsageError('--seed belongs to the generated market; leave it out with --data')
  return recordedSource(choice, choice.data)
}

function recordedSource(choice: MarketChoice, data: string): MarketSource {
  const folder = resolve(data)
  const symbols = choice.symbols?.map(readTicker)
  const market = RecordedMarket.open({ folder, ...(symbols && { symbols }) })
  const first = choice.date === undefined ? market.dates[0] : readDate(choice.date)
  const dates = market.dates.filter((date) => first !== undefined && date >= first)
  if (first === undefined || dates[0] !== first) throw new UsageError(noTape(first, market.dates))
  const traded = symbols ?? [...market.symbols]
  for (const symbol of traded) readFirstDay(market, symbol, first)
  const news = CsvNews.open({ folder })
  const earnings = CsvEarnings.open({ folder })
  return {
    label: `recorded market ${basename(folder)}, ${traded.length} symbols`,
    slug: `${basename(folder)}-${first}-${traded.length}`,
    market,
    history: new TapeHistory(market.past),
    ...(news && { news }),
    ...(earnings && { earnings }),
    dates,
    ...instrumentsOf(traded, choice),
  }
}

/**
 * Reads what the first day needs, which its first quote and scan would read anyway: a spoilt file is refused here,
 * before anything starts, instead of by every call of the day.
 */
function readFirstDay(market: RecordedMarket, symbol: Ticker, first: ExchangeDate): void {
  market.quote(symbol, exchangeInstant(first, NOON))
  market.past.minuteSessions(symbol, { before: first, sessions: MINUTE_SESSIONS })
}

function generatedSource(choice: MarketChoice): MarketSource {
  const seed = choice.seed ?? DEFAULT_SEED
  const from = choice.date === undefined ? parseExchangeDate(GENERATED_FROM) : readDate(choice.date)
  const day = marketDay(from)
  if (day.kind === 'closed')
    throw new UsageError(
      `--date ${from}: the exchange is closed (${day.name}); the next session is ${nextOpenDay(from)}`,
    )
  const market = GeneratedMarket.create({ seed, from, days: GENERATED_DAYS, symbols: demoSymbols })
  const traded = choice.symbols?.map((text) => generatedTicker(market, text)) ?? [...market.symbols]
  return {
    label: `generated market, seed ${seed}, ${traded.length} symbols`,
    slug: `seed-${seed}-${from}`,
    market,
    history: new TapeHistory(market.past),
    dates: market.dates.filter((date) => date >= from),
    ...instrumentsOf(traded, choice),
  }
}

function generatedTicker(market: Market, text: string): Ticker {
  const symbol = readTicker(text)
  if (market.symbols.includes(symbol)) return symbol
  throw new UsageError(
    `--symbols: the generated market has no ${symbol}; it has ${market.symbols.join(', ')}`,
  )
}

function readTicker(text: string): Ticker {
  try {
    return ticker(text)
  } catch (cause) {
    throw new UsageError(`--symbols: ${(cause as Error).message}`, { cause })
  }
}

function readDate(text: string): ExchangeDate {
  try {
    return parseExchangeDate(text)
  } catch (cause) {
    throw new UsageError(`--date: ${(cause as Error).message}`, { cause })
  }
}

function noTape(wanted: ExchangeDate | undefined, dates: readonly ExchangeDate[]): string {
  const near = dates.filter((date) => wanted === undefined || date >= wanted)
  const shown = (near.length > 0 ? near : dates).slice(0, DATES_SHOWN)
  return `--date: no tape on ${wanted ?? 'any date'} for these symbols; there is one on ${shown.join(', ') || 'no date'}`
}

function instrumentsOf(
  traded: readonly Ticker[],
  { universe, symbols }: MarketChoice,
): Pick<MarketSource, 'instruments' | 'namedByOwner' | 'unlisted'> {
  const namedByOwner = symbols !== undefined
  if (universe) return { instruments: ownRows(traded, universe, namedByOwner), namedByOwner, unlisted: [] }
  return {
    instruments: traded.map((symbol) => findInstrument(symbol) ?? plainShare(symbol)),
    namedByOwner,
    unlisted: traded.filter((symbol) => !findInstrument(symbol)),
  }
}

/** Of the owner's rows those that the market has; a symbol that was named must have its row. */
function ownRows(
  traded: readonly Ticker[],
  universe: readonly Instrument[],
  namedByOwner: boolean,
): readonly Instrument[] {
  const rows = universe.filter(({ symbol }) => traded.includes(symbol))
  const missing = traded.filter((symbol) => !rows.some((row) => row.symbol === symbol))
  if (namedByOwner && missing.length > 0)
    throw new UsageError(`--symbols: the universe file has no row for ${missing.join(', ')}`)
  if (rows.length === 0)
    throw new UsageError(`universe.file: the market has none of its symbols; it has ${traded.join(', ')}`)
  return rows
}

function plainShare(symbol: Ticker): Instrument {
  return {
    symbol,
    name: symbol,
    underlying: symbol,
    leverage: 1,
    wrapper: 'stock',
    sector: 'not listed',
    corrGroup: symbol,
  }
}
