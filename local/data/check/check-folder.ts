import { MarketDataFileError } from '../../../infra/history/market-data-file-error.ts'
import { unknownSymbol } from '../../../infra/history/unknown-symbol.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { checkDaily, type DailyFigures } from './check-daily.ts'
import { checkMinutes, type MinuteFigures } from './check-minutes.ts'
import { dailyAgainstMinutes } from './daily-against-minutes.ts'
import { type DataFinding, dataFinding, worstFirst } from './data-finding.ts'
import { type FolderListing, listFolder, type SymbolFiles } from './folder-listing.ts'

/** What one symbol has in the folder. */
export interface SymbolCheck {
  readonly symbol: Ticker
  readonly minute?: MinuteFigures
  readonly daily?: DailyFigures
}

/** Everything that was seen in a folder for `--data`. */
export interface FolderCheck {
  readonly folder: string
  readonly files: number
  readonly symbols: readonly SymbolCheck[]
  /** The worst first. */
  readonly findings: readonly DataFinding[]
}

/** How a folder is checked. */
interface CheckOptions {
  /** All of the folder when absent. */
  readonly symbols?: readonly Ticker[]
  /** The present: no bar can be of later. */
  readonly now: EpochMs
  /** Hears of every file that was read. */
  readonly tell: (done: number, all: number) => void
}

/** Reads all minute and daily files of a folder as a run would. */
export function checkFolder(folder: string, { symbols, now, tell }: CheckOptions): FolderCheck {
  const listing = listFolder(folder)
  const wanted = chosen(folder, listing, symbols)
  const files = wanted.reduce((sum, { minutes, daily }) => sum + minutes.length + (daily ? 1 : 0), 0)
  let done = 0
  const step = () => {
    done += 1
    tell(done, files)
  }
  const checked = wanted.map((symbol) => checkSymbol(symbol, { now, step }))
  const findings = [...listing.findings, ...checked.flatMap((symbol) => symbol.findings)]
  return {
    folder,
    files,
    symbols: checked.map(({ findings: _, ...figures }) => figures),
    findings: worstFirst(findings),
  }
}

function chosen(
  folder: string,
  listing: FolderListing,
  symbols: readonly Ticker[] | undefined,
): readonly SymbolFiles[] {
  if (!symbols) return listing.symbols
  const known = listing.symbols.map(({ symbol }) => symbol)
  const unknown = symbols.find((symbol) => !known.includes(symbol))
  if (unknown) throw new MarketDataFileError({ file: folder }, unknownSymbol(unknown, known))
  return listing.symbols.filter(({ symbol }) => symbols.includes(symbol))
}

function checkSymbol(
  files: SymbolFiles,
  { now, step }: { readonly now: EpochMs; readonly step: () => void },
): SymbolCheck & { readonly findings: readonly DataFinding[] } {
  const { symbol } = files
  const minutes = checkMinutes(files, { now, step })
  const daily = files.daily === undefined ? undefined : checkDaily(symbol, files.daily, now)
  if (daily) step()
  return {
    symbol,
    ...(minutes.figures && { minute: minutes.figures }),
    ...(daily?.figures && { daily: daily.figures }),
    findings: [
      ...minutes.findings,
      ...(daily?.findings ?? [lacksDaily(symbol)]),
      ...(daily ? dailyAgainstMinutes(symbol, daily.bars, minutes.days) : []),
    ],
  }
}

function lacksDaily(symbol: Ticker): DataFinding {
  return dataFinding(
    'no-daily',
    'minute bars and no daily ones: rules that need months of days have none',
    symbol,
  )
}
