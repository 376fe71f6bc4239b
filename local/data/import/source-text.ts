import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import { MarketDataFileError } from '../../../infra/history/market-data-file-error.ts'

/** One text of bars: a file, what a .gz holds, or one entry of a .zip. */
export interface SourceText {
  /** For messages: the path, with the entry behind it. */
  readonly file: string
  /** The name that may tell symbol and date, without folder and packing. */
  readonly name: string
  /** The folder or archive it lies in, which may tell them too. */
  readonly container: string
  readonly bytes: Uint8Array
}

const TABLE_ENTRY = /\.(csv|txt)$/i

/** The texts of a file, plain, .gz or .zip; throws `MarketDataFileError` for one that cannot be read. */
export function sourceTexts(file: string): readonly SourceText[] {
  try {
    return unpacked(file, readFileSync(file))
  } catch (cause) {
    if (cause instanceof MarketDataFileError) throw cause
    throw new MarketDataFileError({ file }, `it cannot be read: ${(cause as Error).message}`, { cause })
  }
}

function unpacked(file: string, bytes: Uint8Array): readonly SourceText[] {
  if (file.toLowerCase().endsWith('.zip')) return entriesOf(file, bytes)
  const isPacked = file.toLowerCase().endsWith('.gz')
  const name = basename(file).replace(/\.gz$/i, '')
  return [{ file, name, container: file, bytes: isPacked ? gunzipSync(bytes) : bytes }]
}

function entriesOf(file: string, bytes: Uint8Array): readonly SourceText[] {
  const entries = Object.entries(unzipSync(bytes, { filter: ({ name }) => TABLE_ENTRY.test(name) }))
  if (entries.length === 0)
    throw new MarketDataFileError({ file }, 'saw no .csv or .txt in it, allowed is an archive of such files')
  return entries.map(([entry, content]) => ({
    file: `${file}/${entry}`,
    name: basename(entry),
    container: file,
    bytes: content,
  }))
}
