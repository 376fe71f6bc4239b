import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll } from '@jest/globals'
import { exchangeInstant } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'

/** Where the recorded market data lies when it is there: beside the project. */
export const recordedFolder = join(import.meta.dirname, '../../../shared/market-data')

export const BAR_HEADER = 'time,open,high,low,close,volume'
export const DAILY_HEADER = 'date,open,high,low,close,volume'

const folders: string[] = []

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** A fresh folder with these files until the tests end; names ending in .gz are packed. */
export function marketFolder(files: Readonly<Record<string, readonly string[]>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'openbell-market-'))
  folders.push(folder)
  for (const [name, lines] of Object.entries(files)) {
    const text = `${lines.join('\n')}\n`
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text)
  }
  return folder
}

/** The rows of a whole session in which every minute trades 100 shares at one price. */
export function flatSession(date: ExchangeDate, price: number): readonly string[] {
  const minutes = Array.from({ length: 390 }, (_, minute) => exchangeInstant(date, 570 + minute))
  return [BAR_HEADER, ...minutes.map((time) => `${time},${price},${price},${price},${price},100`)]
}
