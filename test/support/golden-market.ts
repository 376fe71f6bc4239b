import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { exchangeInstant, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { previousOpenDay } from '../../shared/time/market-calendar.ts'

/** The Tuesday on which the golden trade of the specification happens. */
const GOLDEN_DATE = parseExchangeDate('2026-03-03')

const DAILY_BARS = 230
const MINUTE_SESSIONS = 6
const MINUTES = 390
const MINUTE_VOLUME = 10_000

/** New York time, price and volume of each second with a trade; between them nothing happens. */
type Second = readonly [time: string, price: number, volume: number]

/**
 * The session of the golden trade: a climb into 47.50 on rising volume, 47.80 at 09:36:20, a high of 48.50, and the
 * trade at 48.05 on 10:15:30 that ends it. What follows keeps falling, so that nothing is bought again.
 */
const SESSION: readonly Second[] = [
  ['09:30:01', 46.9, 4_000],
  ['09:30:30', 47.2, 5_000],
  ['09:31:20', 47.94, 6_000],
  ['09:31:50', 47.4, 6_000],
  ['09:33:50', 47.2, 10_000],
  ['09:35:00', 47.3, 20_000],
  ['09:35:50', 47.5, 49_000],
  ['09:36:20', 47.8, 9_000],
  ['09:45:00', 47.9, 9_000],
  ['10:00:50', 48.2, 9_000],
  ['10:05:50', 48.5, 9_000],
  ['10:10:50', 48.3, 9_000],
  ['10:15:30', 48.05, 9_000],
]

/** Writes a market data folder in which TQQQ lives through the golden day; answers its path. */
export function writeGoldenMarket(folder: string): string {
  const days = pastDays()
  table(folder, 'daily', 'TQQQ', ['date,open,high,low,close,volume', ...days.map(dailyLine)])
  for (const day of days.slice(-MINUTE_SESSIONS))
    table(join(folder, 'minute'), 'TQQQ', day.date, minuteLines(day))
  table(join(folder, 'second'), 'TQQQ', GOLDEN_DATE, [
    'time,open,high,low,close,volume',
    ...everyMinute(SESSION).map(secondLine),
  ])
  return folder
}

interface Day {
  readonly date: ExchangeDate
  readonly open: number
  readonly close: number
}

/** An up-trend of two steps forward and one back that ends just below the golden day's first trade. */
function pastDays(): readonly Day[] {
  const days: Day[] = []
  let date = GOLDEN_DATE
  let close = 46.85
  for (let index = 0; index < DAILY_BARS; index += 1) {
    date = previousOpenDay(date)
    const change = index % 3 === 2 ? -0.7 : 0.55
    const open = cents(close - change)
    days.push({ date, open, close })
    close = cents(open - 0.01)
  }
  return days.reverse().map((day, index, all) => ({ ...day, open: all[index - 1]?.close ?? day.open }))
}

function dailyLine({ date, open, close }: Day): string {
  const [high, low] = [cents(Math.max(open, close) + 0.3), cents(Math.min(open, close) - 0.3)]
  return [date, open, high, low, close, MINUTES * MINUTE_VOLUME].join()
}

/** The day's way from open to close in a straight line, the same volume in every minute. */
function minuteLines({ date, open, close }: Day): readonly string[] {
  const at = (minute: number) => cents(open + ((close - open) * minute) / MINUTES)
  const rows = Array.from({ length: MINUTES }, (_, minute) => {
    const [from, to] = [at(minute), at(minute + 1)]
    const time = exchangeInstant(date, 570 + minute)
    return [time, from, Math.max(from, to), Math.min(from, to), to, MINUTE_VOLUME].join()
  })
  return ['time,open,high,low,close,volume', ...rows]
}

/** Between the told trades the price stands, with a small trade a minute that keeps the quote fresh. */
function everyMinute(told: readonly Second[]): readonly Second[] {
  const filled: Second[] = []
  let price = told[0]?.[1] ?? 0
  for (let minute = 570; minute < 960; minute += 1) {
    const prefix = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    const trades = told.filter(([time]) => time.startsWith(prefix))
    filled.push(...trades)
    price = trades.at(-1)?.[1] ?? drift(price, minute)
    if (trades.length === 0) filled.push([`${prefix}:50`, price, 500])
  }
  return filled
}

/** From 10:16 on the price loses a cent a minute. */
function drift(price: number, minute: number): number {
  return minute > 615 ? cents(price - 0.01) : price
}

function secondLine([time, price, volume]: Second): string {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  const at = exchangeInstant(GOLDEN_DATE, hours * 60 + minutes) + seconds * 1_000
  return [at, price, price, price, price, volume].join()
}

function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100
}

function table(
  folder: string,
  ...rest: readonly [...path: string[], lines: readonly string[] | string]
): void {
  const path = rest.slice(0, -1) as string[]
  const lines = rest.at(-1) as readonly string[]
  const file = `${join(folder, ...path)}.csv.gz`
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, gzipSync(`${lines.join('\n')}\n`))
}
