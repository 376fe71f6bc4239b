import { expect, test } from '@jest/globals'
import { CsvEarnings } from '../../../infra/news/csv-earnings.ts'
import { parseExchangeDate as date } from '../../../shared/time/exchange-time.ts'
import { ANNOUNCEMENTS, earningsContract } from '../../contract/earnings-contract.ts'
import { marketFolder } from '../../support/market-folder.ts'

const HEADER = 'symbol,date,hour_et,session,eps_estimate'
const WORDS = { 'before-open': 'bmo', 'after-close': 'amc', unknown: 'unknown' } as const
const rows = ANNOUNCEMENTS.map(({ date: day, moment }) => `AAPL,${day},,${WORDS[moment]},`)
const opened = (...lines: readonly string[]) =>
  CsvEarnings.open({ folder: marketFolder({ 'earnings/announcements.csv': [HEADER, ...lines] }) })

earningsContract('a CSV file of earnings dates', async () => opened(...rows)!)

test('outside of its first and last date the file says nothing of a company', async () => {
  const earnings = opened(...rows)!
  expect(
    await earnings.announcements('AAPL', { from: date('2026-01-28'), to: date('2026-02-02') }),
  ).toBeUndefined()
  expect(
    await earnings.announcements('AAPL', { from: date('2026-07-30'), to: date('2026-07-31') }),
  ).toBeUndefined()
})

test('a folder without the file is no source of earnings', () => {
  expect(CsvEarnings.open({ folder: marketFolder({ 'daily/AAPL.csv': [] }) })).toBeUndefined()
})

test.each([
  ['line 2, column date', 'AAPL,2026-02-30,,bmo,', 'saw "2026-02-30", allowed is a date as YYYY-MM-DD'],
  ['line 2, column session', 'AAPL,2026-02-03,,lunch,', 'saw "lunch", allowed is bmo, dmh, amc, unknown'],
])('%s is named when it is wrong', (place, line, problem) => {
  expect(() => opened(line)).toThrow(place)
  expect(() => opened(line)).toThrow(problem)
})
