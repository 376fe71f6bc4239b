import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { exchangeInstant, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { marketDay } from '../../shared/time/market-calendar.ts'
import { BAR_HEADER, DAILY_HEADER } from '../support/market-folder.ts'
import { root } from '../terraform/terraform-sources.ts'

const SYMBOLS = ['AAPL', 'TSLA', 'SPY']
const MINUTE_FROM = '2022-03-21'

/** Puts what the pages take for granted into a folder: recorded days, files to import, the example of a strategy. */
export function furnish(folder: string): void {
  symlinkSync(join(root, 'docs'), join(folder, 'docs'))
  const dates = sessionDates('2021-11-01', '2022-04-08')
  const minuteDates = dates.filter((date) => date >= MINUTE_FROM)
  for (const symbol of SYMBOLS) {
    const days = dates.map((date, index) => `${date},${fields(index * 390, 390)}`)
    write(join(folder, `FOLDER/daily/${symbol}.csv.gz`), [DAILY_HEADER, ...days])
    for (const date of minuteDates)
      write(join(folder, `FOLDER/minute/${symbol}/${date}.csv.gz`), [
        BAR_HEADER,
        ...minutes(date, dates.indexOf(date)),
      ])
    const all = minuteDates.flatMap((date) => minutes(date, dates.indexOf(date)))
    write(join(folder, `${symbol}.csv`), [BAR_HEADER, ...all])
  }
  const bars = minutes(minuteDates[0] as string, 0).map((row) =>
    row.replace(/^\d+/, (time) => isoMinute(Number(time))),
  )
  write(join(folder, 'bars.csv'), [BAR_HEADER, ...bars])
  write(join(folder, 'space.json'), ['{"exits.trailDistancePct": [0.6, 0.8]}'])
}

/** The end of the bar, as UTC. */
function isoMinute(time: number): string {
  return new Date(time + 60_000).toISOString().slice(0, 19).replace('T', ' ')
}

function sessionDates(from: string, to: string): readonly string[] {
  const dates: string[] = []
  for (let time = Date.parse(from); time <= Date.parse(to); time += 86_400_000) {
    const date = new Date(time).toISOString().slice(0, 10)
    if (marketDay(parseExchangeDate(date)).kind === 'open') dates.push(date)
  }
  return dates
}

function minutes(date: string, day: number): readonly string[] {
  return Array.from({ length: 390 }, (_, minute) => {
    const time = exchangeInstant(parseExchangeDate(date), 570 + minute)
    return `${time},${fields(day * 390 + minute, 1)}`
  })
}

/** Open, high, low, close and volume of so many minutes of a slow wave that rises. */
function fields(from: number, count: number): string {
  const prices = Array.from({ length: count + 1 }, (_, index) => priceAt(from + index))
  const [open = 0, close = 0] = [prices[0], prices.at(-1)]
  return [open, Math.max(...prices), Math.min(...prices), close]
    .map((price) => price.toFixed(2))
    .concat(String(count * 2_000))
    .join(',')
}

function priceAt(minute: number): number {
  return 100 + minute / 2_000 + 2 * Math.sin(minute / 90)
}

function write(file: string, lines: readonly string[]): void {
  mkdirSync(dirname(file), { recursive: true })
  const text = `${lines.join('\n')}\n`
  writeFileSync(file, file.endsWith('.gz') ? gzipSync(text) : text)
}
