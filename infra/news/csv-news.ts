import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { News, NewsItem } from '../../shared/ports/news.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { MarketDataFileError } from '../history/market-data-file-error.ts'

const COLUMNS = ['time', 'id', 'headline', 'summary']
const FILE_NAME = /^([A-Za-z0-9.-]+?)\.csv(\.gz)?$/

/**
 * News from a folder: `news/UNDERLYING.csv` or `.csv.gz` with the columns time (epoch milliseconds), id, headline,
 * summary; texts may be quoted. Every file is read when the folder is opened, so that a spoilt one is refused then.
 */
export class CsvNews implements News {
  readonly #items: ReadonlyMap<string, readonly NewsItem[]>

  private constructor(items: ReadonlyMap<string, readonly NewsItem[]>) {
    this.#items = items
  }

  /** Throws `MarketDataFileError` naming file and line; `undefined` when the folder has no news. */
  static open({ folder }: { readonly folder: string }): CsvNews | undefined {
    const home = join(folder, 'news')
    if (!existsSync(home)) return undefined
    const items = readdirSync(home).flatMap((file) => {
      const underlying = FILE_NAME.exec(file)?.[1]
      return underlying === undefined ? [] : [[underlying, readItems(join(home, file))] as const]
    })
    return new CsvNews(new Map(items))
  }

  async items(
    underlying: string,
    { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
  ): Promise<readonly NewsItem[]> {
    const items = this.#items.get(underlying) ?? []
    return items.filter(({ publishedAt }) => publishedAt >= from && publishedAt <= to)
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
