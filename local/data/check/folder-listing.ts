import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { MarketDataFileError } from '../../../infra/history/market-data-file-error.ts'
import { type Ticker, ticker } from '../../../shared/domain/ids.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { type DataFinding, dataFinding } from './data-finding.ts'

/** The files of one symbol, dates ascending. */
export interface SymbolFiles {
  readonly symbol: Ticker
  readonly minutes: readonly { readonly date: ExchangeDate; readonly file: string }[]
  readonly daily?: string
}

/** What a folder for `--data` holds; a name that nothing reads is a finding. */
export interface FolderListing {
  readonly symbols: readonly SymbolFiles[]
  readonly findings: readonly DataFinding[]
}

const TABLE_NAME = /^(.+)\.csv(\.gz)?$/

/** Lists `minute/` and `daily/` of a folder; throws `MarketDataFileError` when it has neither. */
export function listFolder(folder: string): FolderListing {
  if (!existsSync(folder)) throw new MarketDataFileError({ file: folder }, 'the folder does not exist')
  const findings: DataFinding[] = []
  const minuteNames = entries(join(folder, 'minute'))
  const dailyTables = tables(join(folder, 'daily'))
  if (minuteNames.length + dailyTables.length === 0)
    throw new MarketDataFileError(
      { file: folder },
      'saw neither minute/SYMBOL/DATE.csv.gz nor daily/SYMBOL.csv.gz in it',
    )
  const names = [...new Set([...minuteNames, ...dailyTables.map(({ name }) => name)])].sort()
  const symbols = names.flatMap((name) => {
    const symbol = read(() => ticker(name), findings, name)
    if (!symbol) return []
    const minutes = tables(join(folder, 'minute', name)).flatMap(({ name: text, file }) => {
      const date = read(() => parseExchangeDate(text), findings, file)
      return date ? [{ date, file }] : []
    })
    const daily = dailyTables.find((table) => table.name === name)?.file
    return [{ symbol, minutes, ...(daily !== undefined && { daily }) }]
  })
  return { symbols, findings }
}

function read<T>(parse: () => T, findings: DataFinding[], place: string): T | undefined {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    findings.push(dataFinding('unreadable-file', `${place}: ${error.message}`))
    return undefined
  }
}

/** Packed before plain of the same name, as they are read. */
function tables(folder: string): readonly { readonly name: string; readonly file: string }[] {
  const files = new Map<string, string>()
  for (const entry of entries(folder).toSorted()) {
    const name = TABLE_NAME.exec(entry)?.[1]
    if (name !== undefined) files.set(name, join(folder, entry))
  }
  return [...files].map(([name, file]) => ({ name, file }))
}

function entries(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : []
}
