import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { CsvEvents } from '../../../infra/catalysts/csv-events.ts'
import { MarketDataFileError } from '../../../infra/history/market-data-file-error.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { parseExchangeDate as date } from '../../../shared/time/exchange-time.ts'
import { marketFolder } from '../../support/market-folder.ts'

const AAPL = ticker('AAPL')
const [FROM, TO] = [date('2026-03-03'), date('2026-03-10')]

const open = (...lines: readonly string[]) =>
  CsvEvents.open({ file: join(marketFolder({ 'events.csv': lines }), 'events.csv') })
const asked = { symbols: [AAPL], from: FROM, to: TO }

test('events of the asked symbols are told, both ends of the span belong to it', async () => {
  const source = open(
    'symbol,date,kind,title',
    'AAPL,2026-03-02,SPLIT,',
    'AAPL,2026-03-03,DIVIDEND,',
    'AAPL,2026-03-10,GUIDANCE,Outlook for the year',
    'AAPL,2026-03-11,SPLIT,',
    'DIS,2026-03-05,EARNINGS,',
  )
  const told = { symbol: AAPL, moment: 'unknown', source: 'file' }
  expect(await source.events(asked)).toEqual([
    { ...told, date: FROM, kind: 'DIVIDEND' },
    { ...told, date: TO, kind: 'GUIDANCE', title: 'Outlook for the year' },
  ])
})

test('a file without titles is read as well', async () => {
  expect(await open('symbol,date,kind', 'AAPL,2026-03-04,FDA_PDUFA').events(asked)).toHaveLength(1)
})

test('a file with a header alone tells nothing', async () => {
  expect(await open('symbol,date,kind').events(asked)).toEqual([])
})

const HEADER = 'symbol,date,kind,title'

test.each([
  [[HEADER, 'aapl,2026-03-04,SPLIT,'], /line 2, column symbol: saw "aapl", allowed is 1-10 capital letters/],
  [[HEADER, ',2026-03-04,SPLIT,'], /line 2, column symbol: saw ""/],
  [[HEADER, 'AAPL,2026-03-04,SPLIT,', 'AAPL,2026-02-29,SPLIT,'], /line 3, column date: saw "2026-02-29"/],
  [[HEADER, 'AAPL,03/04/2026,SPLIT,'], /line 2, column date: .* allowed is a date as YYYY-MM-DD/],
  [[HEADER, 'AAPL,2026-03-04,RUMOUR,'], /line 2, column kind: saw "RUMOUR", allowed is EARNINGS, FDA_PDUFA,/],
  [[HEADER, 'AAPL,2026-03-04,earnings,'], /line 2, column kind: saw "earnings"/],
  [[HEADER, 'AAPL,2026-03-04,SPLIT,4 for 1, soon'], /line 2: saw 5 cells, allowed are 4/],
  [['date,symbol,kind'], /line 1: saw the header "date,symbol,kind", allowed is "symbol,date,kind,title" or/],
])('%j is refused with its place', (lines, problem) => {
  expect(() => open(...lines)).toThrow(MarketDataFileError)
  expect(() => open(...lines)).toThrow(problem)
})

test('a file that is not there is named', () => {
  expect(() => CsvEvents.open({ file: '/nowhere/events.csv' })).toThrow(
    /^\/nowhere\/events\.csv: it cannot be read/,
  )
})
