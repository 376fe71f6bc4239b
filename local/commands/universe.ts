import { resolve } from 'node:path'
import { CsvHistory } from '../../infra/history/csv-history.ts'
import type { Config } from '../../shared/config/config.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import { candidateOf } from '../../shared/symbols/candidate.ts'
import { dailyFigures } from '../../shared/symbols/daily-figures.ts'
import type { Instrument } from '../../shared/symbols/instrument.ts'
import { tradedInstruments } from '../../shared/symbols/traded-instruments.ts'
import { type FilterReport, filterLimits, filterReport } from '../../shared/symbols/universe-filters.ts'
import { parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { readConfigFile } from '../config-file.ts'
import { UsageError } from '../failure.ts'
import { configuredUniverse, readUniverseFile } from '../universe-file.ts'

const DAYS = 20

interface UniverseOptions {
  readonly file?: string
  readonly config?: string
  readonly data?: string
  readonly date?: string
  readonly json: boolean
}

interface Listing {
  readonly rows: readonly (Instrument & { readonly catalyst: boolean; readonly filters: FilterReport })[]
  /** Rows that nobody has checked against the issuer. */
  readonly unverified: readonly Ticker[]
  readonly catalysts: readonly Ticker[]
}

/** `openbell universe`: the registry in force, what the filters say of it, and which rows nobody has verified. */
export async function universe(options: UniverseOptions): Promise<void> {
  const config = readConfigFile(options.config)
  const own =
    options.file === undefined ? configuredUniverse(config, options.config) : readUniverseFile(options.file)
  const listing = await list(own ?? tradedInstruments, config, options)
  process.stdout.write(options.json ? `${JSON.stringify(listing)}\n` : table(listing))
}

async function list(
  instruments: readonly Instrument[],
  config: Config,
  options: UniverseOptions,
): Promise<Listing> {
  const { catalysts } = config.universe
  const limits = filterLimits(config)
  const history = openHistory(options)
  const rows = []
  for (const instrument of instruments) {
    const bars = (await history?.(instrument.symbol)) ?? []
    const filters = filterReport(candidateOf(dailyFigures(instrument, bars, undefined)), limits)
    rows.push({ ...instrument, catalyst: catalysts.includes(instrument.symbol), filters })
  }
  const unverified = instruments.filter(({ verifiedOn }) => verifiedOn === undefined)
  return { rows, unverified: unverified.map(({ symbol }) => symbol), catalysts }
}

/** Without recorded days no price and no volume is known, and the filters say so. */
function openHistory({ data, date }: UniverseOptions) {
  if (data === undefined && date === undefined) return undefined
  if (data === undefined || date === undefined)
    throw new UsageError(
      '--data and --date belong together: a folder of recorded days and the date to judge on',
    )
  const history = CsvHistory.open({ folder: resolve(data) })
  const before = readDate(date)
  return (symbol: Ticker) => history.dailyBars(symbol, { before, count: DAYS })
}

function readDate(text: string): ExchangeDate {
  try {
    return parseExchangeDate(text)
  } catch (cause) {
    throw new UsageError(`--date: ${(cause as Error).message}`, { cause })
  }
}

function table({ rows, unverified, catalysts }: Listing): string {
  const lines = rows.map(({ symbol, name, leverage, wrapper, corrGroup, pair, verifiedOn, filters }) =>
    [
      symbol.padEnd(6),
      `${leverage > 0 ? '+' : ''}${leverage}x`.padEnd(6),
      wrapper.padEnd(6),
      corrGroup.padEnd(24),
      (pair ?? '').padEnd(6),
      (verifiedOn ?? 'unverified').padEnd(11),
      filterWords(filters).padEnd(44),
      name,
    ].join(' '),
  )
  return `${[...lines, '', `${rows.length} symbols, ${unverified.length} unverified`, `Catalysts ${catalysts.join(', ')}`].join('\n')}\n`
}

function filterWords(filters: FilterReport): string {
  const names = Object.entries(filters)
  const told = (verdict: string) => names.filter(([, said]) => said === verdict).map(([name]) => name)
  return ['failed', 'passed', 'unknown']
    .flatMap((verdict) => (told(verdict).length > 0 ? [`${verdict} ${told(verdict).join(' ')}`] : []))
    .join(', ')
}
