import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { checkFolder, type FolderCheck } from '../../../local/data/check/check-folder.ts'
import { checkLines } from '../../../local/data/check/check-report.ts'
import { openDates } from '../../../local/data/open-dates.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import {
  BAR_HEADER,
  DAILY_HEADER,
  flatSession,
  marketFolder,
  recordedFolder,
} from '../../support/market-folder.ts'

const now = exchangeInstant(parseExchangeDate('2026-11-20'), 600)
const WEEK = openDates(parseExchangeDate('2026-03-02'), parseExchangeDate('2026-03-06'))

type Files = Readonly<Record<string, readonly string[]>>

function check(files: Files): FolderCheck {
  return checkFolder(marketFolder(files), { now, tell: () => undefined })
}

/** The findings as "check: text", without those a test is not about. */
function findings(files: Files, ...passedOver: readonly string[]): readonly string[] {
  return check(files)
    .findings.filter((finding) => !passedOver.includes(finding.check))
    .map((finding) => `${finding.severity} ${finding.check}: ${finding.text}`)
}

function tape(price: (index: number) => number, dates: readonly ExchangeDate[] = WEEK): Files {
  return Object.fromEntries(
    dates.map((date, index) => [`minute/SPY/${date}.csv.gz`, flatSession(date, price(index))]),
  )
}

/** A month of daily bars that step a little, so that nothing stands still. */
function daily(
  rows: readonly { readonly date: string; readonly price: number; readonly volume?: number }[],
): Files {
  const lines = rows.map(
    ({ date, price, volume = 39_000 }) => `${date},${price},${price},${price},${price},${volume}`,
  )
  return { 'daily/SPY.csv.gz': [DAILY_HEADER, ...lines] }
}

const MONTH = openDates(parseExchangeDate('2026-02-02'), parseExchangeDate('2026-03-06'))
const month = (price: (index: number) => number, volume?: (index: number) => number) =>
  MONTH.map((date, index) => ({ date, price: price(index), ...(volume && { volume: volume(index) }) }))
const calm = month((index) => 20 + (index % 3) / 10)
const flat = (index: number) => 20 + ((MONTH.length - WEEK.length + index) % 3) / 10

test('a folder in order has nothing to tell', () => {
  const clean = check({ ...tape(flat), ...daily(calm) })
  // A flat tape stands still; that is all there is to say of it.
  expect(clean.findings.filter(({ check: name }) => name !== 'stale-bars')).toEqual([])
  expect(clean.symbols).toMatchObject([
    {
      symbol: 'SPY',
      minute: {
        sessions: 5,
        first: '2026-03-02',
        last: '2026-03-06',
        bars: 1_950,
        expected: 1_950,
        partialDays: [],
        missingSessions: [],
      },
      daily: { sessions: MONTH.length, missingSessions: [] },
    },
  ])
})

test('a split that nobody has adjusted for is a fault, news of the same size is not', () => {
  const split = (volume: number) =>
    daily(
      month(
        (index) => (index < 10 ? 80 : 20) + (index % 3) / 10,
        (index) => (index < 10 ? 1_000 : volume),
      ),
    )
  expect(findings(split(4_000))).toEqual([
    expect.stringMatching(
      /^fault suspected-split: daily bars step from 80 to 20.1 on 2026-02-17, near a split 4:1/,
    ),
  ])
  const news = daily(
    month(
      (index) => (index < 10 ? 80 : 20) + (index % 3) / 10,
      (index) => (index === 10 ? 40_000 : 1_000),
    ),
  )
  expect(findings(news)).toEqual([])
})

test('a reverse split shows on a tape, too', () => {
  const dates = WEEK.slice(0, 4)
  const files = Object.fromEntries(
    dates.map((date, index) => [
      `minute/SPY/${date}.csv.gz`,
      flatSession(date, index < 2 ? 2 : 20).map((line) => (index < 2 ? line : line.replace(/,100$/, ',10'))),
    ]),
  )
  expect(findings(files, 'stale-bars', 'no-daily')).toEqual([
    expect.stringMatching(/minute bars step from 2 to 20 on 2026-03-04, near a split 1:10/),
  ])
})

test('bars on a closed day and bars of days to come are faults', () => {
  const told = findings(
    {
      'minute/SPY/2026-03-07.csv.gz': [
        BAR_HEADER,
        `${exchangeInstant(parseExchangeDate('2026-03-07'), 600)},1,1,1,1,5`,
      ],
      ...daily([
        { date: '2026-04-03', price: 20 },
        { date: '2026-12-01', price: 20 },
      ]),
    },
    'missing-sessions',
  )
  expect(told).toContainEqual(
    expect.stringMatching(/^fault closed-day-bars: minute bars: 2026-03-07 10:00:00: 1 bars/),
  )
  expect(told).toContainEqual(
    expect.stringMatching(/^fault closed-day-bars: daily bars: 2026-04-03: .*Good Friday/),
  )
  expect(told).toContainEqual(expect.stringMatching(/^fault future-bars: daily bars: 2026-12-01/))
})

test('files that cannot be read are faults that name the place, and the others are read all the same', () => {
  const told = check({
    ...tape(flat),
    'minute/SPY/2026-03-09.csv.gz': [BAR_HEADER, 'soon,1,1,1,1,1'],
    'minute/SPY/today.csv.gz': [BAR_HEADER],
    'daily/spy.csv.gz': [DAILY_HEADER],
    ...daily(calm),
  })
  const unreadable = told.findings
    .filter(({ check: name }) => name === 'unreadable-file')
    .map(({ text }) => text)
  expect(unreadable).toEqual([
    expect.stringMatching(/today\.csv\.gz: not a date: "today"/),
    expect.stringMatching(/^spy: not a ticker: "spy"/),
    expect.stringMatching(/2026-03-09\.csv\.gz line 2, column time: saw "soon"/),
  ])
  expect(told.symbols).toMatchObject([{ symbol: 'SPY', minute: { sessions: 5 } }])
})

test('partial days, missing minutes and bars outside the hours are counted', () => {
  const whole = flatSession(WEEK[0] as ExchangeDate, 20)
  const after = `${exchangeInstant(WEEK[0] as ExchangeDate, 960)},20,20,20,20,5`
  const told = findings(
    {
      [`minute/SPY/${WEEK[0]}.csv.gz`]: [...whole, after],
      [`minute/SPY/${WEEK[1]}.csv.gz`]: flatSession(WEEK[1] as ExchangeDate, 20).slice(0, 200),
      [`minute/SPY/${WEEK[2]}.csv.gz`]: flatSession(WEEK[2] as ExchangeDate, 20).filter(
        (_, index) => index % 10 !== 5,
      ),
      [`minute/SPY/${WEEK[4]}.csv.gz`]: flatSession(WEEK[4] as ExchangeDate, 20),
    },
    'stale-bars',
  )
  expect(told).toEqual([
    'warning no-daily: minute bars and no daily ones: rules that need months of days have none',
    'warning partial-day: 1 minute day: begin late or end early by over 15 minutes: 2026-03-03',
    'warning missing-sessions: 1 session without a minute file: 2026-03-05',
    'warning missing-minutes: 1 minute day: lack more than 5 % of their minutes: 2026-03-04',
    'warning outside-hours: 1 bar outside regular hours on 1 day',
  ])
})

test('missing daily sessions are told as stretches against the calendar of the exchange', () => {
  const holes = calm.filter(
    ({ date }) => date !== '2026-02-10' && (date < '2026-02-18' || date > '2026-02-20'),
  )
  expect(findings(daily(holes))).toEqual([
    'warning missing-sessions: 4 sessions without a daily bar: 2026-02-18 to 2026-02-20, 2026-02-10',
  ])
})

test('daily and minute bars that disagree are told, those of before a later split are another scale', () => {
  const apart = calm.map((row) => (row.date === WEEK[2] ? { ...row, price: row.price * 1.03 } : row))
  expect(findings({ ...tape(flat), ...daily(apart) }, 'stale-bars')).toEqual([
    expect.stringMatching(
      /^warning daily-disagrees: 1 day: closes over 1 % apart from the last minute: 2026-03-04 \(times 0\.971\)/,
    ),
  ])
  const thin = calm.map((row) => (row.date === WEEK[2] ? { ...row, volume: 100_000 } : row))
  expect(findings({ ...tape(flat), ...daily(thin) }, 'stale-bars')).toEqual([
    expect.stringMatching(
      /minutes hold less than 50 % or more than 110 % of the daily volume: 2026-03-04 \(times 0\.390\)/,
    ),
  ])
  const restated = calm.map(({ date, price }) => ({ date, price: price / 4, volume: 156_000 }))
  expect(findings({ ...tape(flat), ...daily(restated) }, 'stale-bars')).toEqual([
    expect.stringMatching(
      /^warning other-scale: minute bars stand in other shares than the daily ones, by a factor of 4/,
    ),
  ])
})

test('the table has the worst symbol first and ends with what to do', () => {
  const folder = marketFolder({
    ...tape(flat),
    ...daily(calm),
    'daily/AAA.csv.gz': [DAILY_HEADER, '2026-03-02,1,1,1,1,5'],
    'daily/ZZZ.csv.gz': ['no header'],
  })
  const lines = checkLines(checkFolder(folder, { now, tell: () => undefined }))
  expect(lines[1]).toMatch(/^ZZZ +1 +0 /)
  expect(lines).toContain('1 symbol without a finding')
  expect(lines.at(-2)).toMatch(/^8 files of 3 symbols: 1 fault, 5 warnings$/)
  expect(lines.at(-1)).toMatch(/^Next: replace or delete the files that cannot be read/)
})

test('only the symbols asked for are read, and one that is not there is refused', () => {
  const folder = marketFolder({ ...tape(flat), ...daily(calm) })
  const steps: number[] = []
  const only = { symbols: [ticker('SPY')], now, tell: (done: number) => steps.push(done) }
  expect(checkFolder(folder, only).files).toBe(6)
  expect(steps).toEqual([1, 2, 3, 4, 5, 6])
  expect(() => checkFolder(folder, { ...only, symbols: [ticker('TSLA')] })).toThrow(
    /no symbol TSLA; there are 1: SPY/,
  )
  expect(() => checkFolder(join(folder, 'nowhere'), only)).toThrow(/the folder does not exist/)
  expect(() => checkFolder(marketFolder({ 'x.csv': [] }), only)).toThrow(/saw neither minute\/SYMBOL\/DATE/)
})

const isRecorded = existsSync(recordedFolder)
if (!isRecorded)
  process.stderr.write(`the check is not tried on ${recordedFolder}: there is no such folder\n`)

;(isRecorded ? test : test.skip)('the known flaws of the recorded days are found', () => {
  const told = checkFolder(recordedFolder, {
    symbols: ['AAPL', 'FB', 'TQQQ', 'XLF'].map(ticker),
    now,
    tell: () => undefined,
  }).findings
  const of = (symbol: string, check: string) =>
    told
      .filter((finding) => finding.symbol === symbol && finding.check === check)
      .map(({ text }) => text)
      .join()
  expect(of('AAPL', 'suspected-split')).toMatch(/645.57 to 92.69 on 2014-06-09, near a split 7:1/)
  expect(of('FB', 'no-daily')).not.toBe('')
  expect(of('FB', 'bad-print')).toMatch(/2022-04-07 16:55/)
  expect(of('TQQQ', 'partial-day')).toMatch(/2019-12-17, 2019-12-24/)
  expect(of('XLF', 'missing-sessions')).toMatch(/1 session without a daily bar: 2011-02-17/)
})
