import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { News, NewsItem } from '../../shared/ports/news.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { MarketDataFileError } from '../history/market-data-file-error.ts'

const COLUMNS = ['time', 'id', 'headline', 'summary']
const UNDERLYING = /^[A-Za-z0-9.-]+$/

/**
 * News from a folder: `news/UNDERLYING.csv` or `.csv.gz` with the columns time (epoch milliseconds), id, headline,
 * summary; texts may be quoted. A file is read once, when first asked for.
 */
export class CsvNews implements News {
  readonly #folder: string
  readonly #items = new Map<string, readonly NewsItem[]>()

  constructor(at: { readonly folder: string }) {
    this.#folder = at.folder
  }

  async items(
    underlying: string,
    { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
  ): Promise<readonly NewsItem[]> {
    const items = this.#items.get(underlying) ?? this.#read(underlying)
    this.#items.set(underlying, items)
    return items.filter(({ publishedAt }) => publishedAt >= from && publishedAt <= to)
  }

  #read(underlying: string): readonly NewsItem[] {
    // An index such as "NASDAQ 100" has no file, and no name may lead out of the folder.
    if (!UNDERLYING.test(underlying)) return []
    const name = join(this.#folder, 'news', underlying)
    const file = [`${name}.csv.gz`, `${name}.csv`].find((candidate) => existsSync(candidate))
    return file === undefined ? [] : readItems(file)
  }
}

function readItems(file: string): readonly NewsItem[] {
  const [header, ...records] = readRecords(file)
  if (header?.record.join() !== COLUMNS.join())
    throw new MarketDataFileError(
      { file, line: 1 },
      `saw the header "${header?.record.join() ?? ''}", allowed is "${COLUMNS.join()}"`,
    )
  return records
    .map(({ record, info }) => toItem(file, record, info.lines))
    .toSorted((first, second) => first.publishedAt - second.publishedAt)
}

interface CsvRecord {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

function readRecords(file: string): readonly CsvRecord[] {
  try {
    const bytes = readFileSync(file)
    return parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes, { info: true }) as unknown as CsvRecord[]
  } catch (cause) {
    throw new MarketDataFileError({ file }, `it cannot be read: ${(cause as Error).message}`, { cause })
  }
}

function toItem(file: string, record: readonly string[], line: number): NewsItem {
  const [time = '', itemId = '', headline = '', summary = ''] = record
  const at = (column: string) => ({ file, line, column })
  if (!/^\d+$/.test(time) || !Number.isSafeInteger(Number(time)))
    throw new MarketDataFileError(at('time'), `saw "${time}", allowed are epoch milliseconds`)
  if (itemId === '') throw new MarketDataFileError(at('id'), 'saw "", allowed is any other text')
  if (headline === '') throw new MarketDataFileError(at('headline'), 'saw "", allowed is any other text')
  return {
    itemId,
    headline,
    ...(summary !== '' && { summary }),
    publishedAt: Number(time) as EpochMs,
  }
}
