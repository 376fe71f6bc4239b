import { describe, expect, test } from '@jest/globals'
import { MarketDataFileError } from '../../../infra/history/market-data-file-error.ts'
import { RecordedBars } from '../../../infra/history/recorded-bars.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { exchangeInstant } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { BAR_HEADER, DAILY_HEADER, marketFolder } from '../../support/market-folder.ts'

const date = '2022-03-15' as ExchangeDate
const TSLA = ticker('TSLA')
const open = exchangeInstant(date, 570)
const good = `${open},10,12,9,11,400`

function problemOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(MarketDataFileError)
    expect((error as Error).message).not.toContain('\n')
    return (error as Error).message
  }
  throw new Error('nothing was refused')
}

function minuteProblem(...rows: readonly string[]): string {
  const folder = marketFolder({ [`minute/TSLA/${date}.csv.gz`]: rows })
  return problemOf(() => RecordedBars.open({ folder }).intradayBars(TSLA, date)).replace(folder, '')
}

describe('a market data file that is not right is refused in one line', () => {
  const file = `/minute/TSLA/${date}.csv.gz`

  test('a folder that does not exist', () => {
    expect(problemOf(() => RecordedBars.open({ folder: '/no/such/folder' }))).toBe(
      '/no/such/folder: the folder does not exist',
    )
  })

  test('a folder without a tape', () => {
    const folder = marketFolder({ 'daily/TSLA.csv': [DAILY_HEADER] })
    expect(problemOf(() => RecordedBars.open({ folder }))).toContain(
      'saw neither minute/SYMBOL nor second/SYMBOL',
    )
  })

  test('an unknown symbol, with at most ten that exist', () => {
    const names = 'ABCDEFGHIJKL'.split('').map((name) => [`minute/${name}/${date}.csv`, [BAR_HEADER]])
    const folder = marketFolder(Object.fromEntries(names))
    expect(problemOf(() => RecordedBars.open({ folder, symbols: [TSLA] }))).toBe(
      `${folder}: no symbol TSLA; there are 12: A B C D E F G H I J …`,
    )
  })

  test('a folder name that is no ticker', () => {
    const folder = marketFolder({ [`minute/tsla/${date}.csv`]: [BAR_HEADER] })
    expect(problemOf(() => RecordedBars.open({ folder }))).toContain('not a ticker: "tsla"')
  })

  test('a file name that is no date', () => {
    const folder = marketFolder({ 'minute/TSLA/15-03-2022.csv': [BAR_HEADER] })
    const problem = problemOf(() => RecordedBars.open({ folder }).sessionDates(TSLA))
    expect(problem).toContain('15-03-2022.csv: its name is not YYYY-MM-DD.csv.gz')
  })

  test('a file that is not packed', () => {
    const folder = marketFolder({ [`minute/TSLA/${date}.csv`]: [BAR_HEADER], 'daily/TSLA.csv.gz': [] })
    expect(problemOf(() => RecordedBars.open({ folder }).dailyBars(TSLA))).toContain(
      'line 1: saw the header ""',
    )
  })

  test('another header', () => {
    expect(minuteProblem('time,open', good)).toBe(
      `${file} line 1: saw the header "time,open", allowed is "${BAR_HEADER}"`,
    )
  })

  test('a row with a missing cell', () => {
    expect(minuteProblem(BAR_HEADER, good, '1,2')).toBe(`${file} line 3: saw 2 cells, allowed are 6`)
  })

  test.each([
    [
      'a word for a price',
      'open',
      `${open},ten,12,9,11,400`,
      'saw "ten", allowed is a decimal price above 0',
    ],
    ['a price of zero', 'low', `${open},10,12,0,11,400`, 'saw "0", allowed is a decimal price above 0'],
    ['a negative price', 'close', `${open},10,12,9,-1,400`, 'saw "-1", allowed is a decimal price above 0'],
    [
      'part of a share',
      'volume',
      `${open},10,12,9,11,1.5`,
      'saw "1.5", allowed is a whole number of at least 0',
    ],
    [
      'a low above the open',
      'low',
      `${open},10,12,10.5,11,4`,
      'saw "10.5", allowed is at most open 10 and close 11',
    ],
    [
      'a high below the close',
      'high',
      `${open},10,10,9,11,4`,
      'saw "10", allowed is at least open 10 and close 11',
    ],
    [
      'a moment of another date',
      'time',
      '1000,10,12,9,11,4',
      `saw "1000", allowed is a moment of ${date} in New York`,
    ],
  ])('%s', (_, column, row, problem) => {
    expect(minuteProblem(BAR_HEADER, row)).toBe(`${file} line 2, column ${column}: ${problem}`)
  })

  test('a time that does not ascend', () => {
    expect(minuteProblem(BAR_HEADER, good, good)).toBe(
      `${file} line 3, column time: saw "${open}", allowed is anything after ${open}`,
    )
  })

  test('a daily file with a date that is none', () => {
    const folder = marketFolder({
      [`minute/TSLA/${date}.csv`]: [BAR_HEADER],
      'daily/TSLA.csv': [DAILY_HEADER, '2022-3-15,10,12,9,11,400'],
    })
    const problem = problemOf(() => RecordedBars.open({ folder }).dailyBars(TSLA))
    expect(problem).toContain(
      'TSLA.csv line 2, column date: saw "2022-3-15", allowed is a date as YYYY-MM-DD',
    )
  })

  test('the error keeps file, line and column as fields', () => {
    const error = new MarketDataFileError({ file: 'a.csv', line: 7, column: 'low' }, 'saw nothing')
    expect(error).toMatchObject({ file: 'a.csv', line: 7, column: 'low', name: 'MarketDataFileError' })
  })
})
