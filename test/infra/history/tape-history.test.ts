import { existsSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { PastDays } from '../../../infra/history/past-days.ts'
import { RecordedBars } from '../../../infra/history/recorded-bars.ts'
import { TapeHistory } from '../../../infra/history/tape-history.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { exchangeInstant } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import {
  BAR_HEADER,
  DAILY_HEADER,
  flatSession,
  marketFolder,
  recordedFolder,
} from '../../support/market-folder.ts'

const TSLA = ticker('TSLA')

function day(date: string): ExchangeDate {
  return `2022-03-${date}` as ExchangeDate
}

function historyOf(files: Readonly<Record<string, readonly string[]>>): TapeHistory {
  return new TapeHistory(new PastDays(RecordedBars.open({ folder: marketFolder(files) })))
}

function sessions(...days: readonly (readonly [string, number])[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    days.map(([date, price]) => [`minute/TSLA/${day(date)}.csv`, flatSession(day(date), price)]),
  )
}

async function closes(history: TapeHistory, before: string, count = 99) {
  const bars = await history.dailyBars(TSLA, { before: day(before), count })
  return bars.map(({ date, close }) => [date.slice(8), close])
}

describe('daily bars', () => {
  const daily = { 'daily/TSLA.csv': [DAILY_HEADER, '2022-03-10,20,20,20,20,9', '2022-03-11,21,21,21,21,9'] }
  const continued = historyOf({ ...daily, ...sessions(['11', 21.1], ['14', 22], ['15', 23]) })

  test('continue the daily file with whole sessions and prefer the file where both exist', async () => {
    expect(await closes(continued, '16')).toEqual([
      ['10', 20],
      ['11', 21],
      ['14', 22],
      ['15', 23],
    ])
  })

  test('end the day before', async () => {
    expect(await closes(continued, '15')).toEqual([
      ['10', 20],
      ['11', 21],
      ['14', 22],
    ])
    expect(await closes(continued, '10')).toEqual([])
  })

  test('are the last ones when fewer are asked for', async () => {
    expect(await closes(continued, '16', 2)).toEqual([
      ['14', 22],
      ['15', 23],
    ])
    expect(await closes(continued, '16', 0)).toEqual([])
  })

  test('stop where more than a week is missing', async () => {
    const gap = { 'daily/TSLA.csv': [DAILY_HEADER, '2022-03-04,20,20,20,20,9', '2022-03-07,21,21,21,21,9'] }
    expect(await closes(historyOf({ ...gap, ...sessions(['14', 22]) }), '15')).toHaveLength(3)
    expect(await closes(historyOf({ ...gap, ...sessions(['15', 22]) }), '16')).toEqual([['15', 22]])
    expect(await closes(historyOf(sessions(['14', 22])), '22')).toEqual([])
  })

  test('leave out a session whose recording misses its beginning', async () => {
    const late = flatSession(day('15'), 23).filter((_, line) => line === 0 || line > 90)
    const files = { ...sessions(['14', 22]), [`minute/TSLA/${day('15')}.csv`]: late }
    expect(await closes(historyOf(files), '16')).toEqual([['14', 22]])
  })

  test('are restated on the scale of the tape when the file knows a later split', async () => {
    const split = {
      'daily/TSLA.csv': [DAILY_HEADER, '2022-03-11,10,10,10,10,90', '2022-03-14,10,10,10,10,90'],
    }
    const history = historyOf({ ...split, ...sessions(['14', 30.1]) })
    expect(await history.dailyBars(TSLA, { before: day('14'), count: 9 })).toEqual([
      { date: day('11'), open: 30, high: 30, low: 30, close: 30, volume: 30 },
    ])
  })

  test('of an unknown symbol are none', async () => {
    expect(await continued.dailyBars(ticker('MU'), { before: day('16'), count: 9 })).toEqual([])
  })
})

describe('minute sessions', () => {
  const history = historyOf(sessions(['11', 21], ['14', 22], ['15', 23]))

  test('are the last ones before the date, ascending', async () => {
    const found = await history.minuteSessions(TSLA, { before: day('15'), sessions: 2 })
    expect(found.map(({ date, bars }) => [date, bars.length])).toEqual([
      [day('11'), 390],
      [day('14'), 390],
    ])
  })

  test('hold regular hours only', async () => {
    const open = exchangeInstant(day('14'), 570)
    const early = `${open - 60_000},1,1,1,1,1`
    const late = `${open + 390 * 60_000},1,1,1,1,1`
    const [header, ...rows] = flatSession(day('14'), 22)
    const file = [header!, early, ...rows, late]
    const around = historyOf({ [`minute/TSLA/${day('14')}.csv`]: file })
    const [session] = await around.minuteSessions(TSLA, { before: day('15'), sessions: 1 })
    expect(session?.bars.every(({ open: price }) => price === 22)).toBe(true)
    expect(session?.bars).toHaveLength(390)
  })

  test('made from seconds are minutes', async () => {
    const open = exchangeInstant(day('14'), 570)
    const rows = Array.from({ length: 390 }, (_, minute) => {
      const time = open + minute * 60_000
      return [`${time},10,11,10,11,3`, `${time + 59_000},11,12,9,10,4`]
    })
    const fromSeconds = historyOf({ [`second/TSLA/${day('14')}.csv`]: [BAR_HEADER, ...rows.flat()] })
    const [session] = await fromSeconds.minuteSessions(TSLA, { before: day('15'), sessions: 1 })
    expect(session?.bars).toHaveLength(390)
    expect(session?.bars[0]).toEqual({ time: open, open: 10, high: 12, low: 9, close: 10, volume: 7 })
  })
})

const present = existsSync(recordedFolder)
const whenPresent = present ? describe : describe.skip

whenPresent(`on recorded days${present ? '' : ' (skipped: ../shared/market-data is absent)'}`, () => {
  const symbol = ticker('AAPL')
  const source = RecordedBars.open({ folder: recordedFolder })
  const history = new TapeHistory(new PastDays(source))

  test('nothing of the date or later is ever returned, and everything ascends', async () => {
    for (const before of source.sessionDates(symbol)) {
      const daily = await history.dailyBars(symbol, { before, count: 30 })
      const minutes = await history.minuteSessions(symbol, { before, sessions: 3 })
      const dates = [...daily.map(({ date }) => date), before]
      expect(dates).toEqual([...new Set(dates)].sort())
      const times = minutes.flatMap(({ bars }) => bars.map(({ time }) => time))
      expect(times.every((time, index) => index === 0 || time > times[index - 1]!)).toBe(true)
      expect(times.every((time) => time < exchangeInstant(before, 0))).toBe(true)
    }
  })
})
