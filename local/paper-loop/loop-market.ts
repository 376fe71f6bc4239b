import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { BarFolder } from '../../infra/history/bar-folder.ts'
import { CsvEarnings } from '../../infra/news/csv-earnings.ts'
import type { CatalystEvent } from '../../shared/catalysts/catalyst-event.ts'
import { parseConfig } from '../../shared/config/config.ts'
import type { DailyBar } from '../../shared/domain/bar.ts'
import { type Ticker, ticker } from '../../shared/domain/ids.ts'
import type { PaperSymbol } from '../../shared/paper-loop/paper-loop-setup.ts'
import { nextOpenDay } from '../../shared/time/market-calendar.ts'
import { UsageError } from '../failure.ts'
import { openMarketSource } from '../market-source.ts'
import { demoSymbols } from '../simulator/market/generated-symbols.ts'
import { type EventSpan, earningsWithin } from './earnings-within.ts'
import { assertTradingDays } from './trading-days.ts'

const EVERY_DAY = 100_000

/** How a command line names the market of a paper loop. */
export interface LoopMarketChoice {
  /** Folder with `daily/` and, if wanted, `earnings/`. */
  readonly data?: string
  readonly symbols?: readonly string[]
  readonly seed?: number
}

/** The days and events of a paper loop. */
export interface LoopMarket {
  readonly label: string
  readonly symbols: readonly PaperSymbol[]
  /** Those within a span of dates. */
  events(span: EventSpan): Promise<readonly CatalystEvent[]>
  /** What the market lacks, in words. */
  readonly notes: readonly string[]
}

/** Reads a folder of daily bars or makes the generated market; throws `UsageError` or `MarketDataFileError`. */
export async function openLoopMarket(choice: LoopMarketChoice): Promise<LoopMarket> {
  const { data } = choice
  return data === undefined ? generatedLoopMarket(choice) : recordedLoopMarket(choice, data)
}

function recordedLoopMarket(choice: LoopMarketChoice, data: string): LoopMarket {
  const folder = resolve(data)
  if (!existsSync(folder)) throw new UsageError(`--data: there is no folder ${folder}`)
  const bars = new BarFolder(folder)
  const names = choice.symbols?.map(readTicker)
  const found = (names ?? usualCatalysts()).map((symbol) => ({ symbol, days: bars.dailyBars(symbol) }))
  const [known, missing] = [
    found.filter(hasDays),
    found.filter((row) => !hasDays(row)).map(({ symbol }) => symbol),
  ]
  if (known.length === 0 || (names && missing.length > 0))
    throw new UsageError(`${names ? '--symbols' : '--data'}: ${noDays(folder, missing)}`)
  assertTradingDays(known)
  const earnings = CsvEarnings.open({ folder })
  const symbols = known.map(({ symbol }) => symbol)
  return {
    label: `daily bars of ${basename(folder)}, ${known.length} symbols`,
    symbols: withSectorDays(known, (fund) => bars.dailyBars(fund)),
    events: async (span) => (earnings ? earningsWithin(earnings, { symbols, span }) : []),
    notes: [...missingNote(missing), ...(earnings ? [] : [NO_EVENTS])],
  }
}

async function generatedLoopMarket({ symbols, seed }: LoopMarketChoice): Promise<LoopMarket> {
  const names =
    symbols ?? usualCatalysts().filter((symbol) => demoSymbols.some((row) => row.symbol === symbol))
  const { dates, history, instruments, label } = openMarketSource({
    ...(seed !== undefined && { seed }),
    symbols: names,
  })
  const last = dates.at(-1)
  if (last === undefined) throw new Error('the generated market has no day')
  const known: PaperSymbol[] = []
  for (const { symbol } of instruments)
    known.push({
      symbol,
      days: await history.dailyBars(symbol, { before: nextOpenDay(last), count: EVERY_DAY }),
    })
  return { label, symbols: known, events: async () => [], notes: [NO_EVENTS, GENERATED] }
}

const NO_EVENTS = 'No earnings dates are known, so that only REACTIVE and SKIP can be played.'
const GENERATED =
  'The generated market has no relation to any real day: this shows that the loop works, not what it would earn.'

function hasDays({ days }: PaperSymbol): boolean {
  return days.length > 0
}

function noDays(folder: string, missing: readonly Ticker[]): string {
  const needed = 'a file such as daily/AAPL.csv.gz is needed for each symbol'
  return `${folder} has no daily bars of ${missing.join(', ')}; ${needed}`
}

function withSectorDays(
  known: readonly PaperSymbol[],
  daysOf: (fund: Ticker) => readonly DailyBar[],
): readonly PaperSymbol[] {
  const funds = parseConfig({}).catalysts.sectorFunds
  return known.map((row) => {
    const fund = funds[row.symbol]
    const sectorDays = fund === undefined ? [] : daysOf(fund)
    return sectorDays.length === 0 ? row : { ...row, sectorDays }
  })
}

function usualCatalysts(): readonly Ticker[] {
  return parseConfig({}).universe.catalysts
}

function missingNote(missing: readonly Ticker[]): readonly string[] {
  return missing.length === 0 ? [] : [`The folder has no daily bars of ${missing.join(', ')}.`]
}

function readTicker(text: string): Ticker {
  try {
    return ticker(text)
  } catch (cause) {
    throw new UsageError(`--symbols: ${(cause as Error).message}`, { cause })
  }
}
