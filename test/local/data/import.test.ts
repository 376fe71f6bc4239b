import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { zipSync } from 'fflate'
import { BarFolder } from '../../../infra/history/bar-folder.ts'
import { importBars } from '../../../local/data/import/import-bars.ts'
import type { ImportOptions } from '../../../local/data/import/import-options.ts'
import { importLines } from '../../../local/data/import/import-report.ts'
import type { Bar } from '../../../shared/domain/bar.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { exchangeInstant, formatEt, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { marketFolder } from '../../support/market-folder.ts'

const AAPL = ticker('AAPL')
const MARCH_14 = parseExchangeDate('2022-03-14')

/** A folder to import into, and files to import from. */
function bench() {
  const folder = marketFolder({})
  const bars = new BarFolder(join(folder, 'data'))
  const file = (name: string, content: string | readonly string[] | Uint8Array) => {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content instanceof Uint8Array ? content : [content].flat().join('\n'))
    return path
  }
  const read = (
    files: readonly string[],
    options: Partial<ImportOptions> & { readonly replace?: boolean } = {},
  ) => {
    const { replace = false, ...rest } = options
    return importBars(files, { layout: 'auto', ...rest }, { folder: bars, replace })
  }
  return { bars, file, read }
}

/** What a vendor's rows of the first minutes of the session must become. */
const MINUTES: readonly Bar[] = [
  { time: exchangeInstant(MARCH_14, 570), open: 151.4, high: 151.6, low: 151.2, close: 151.5, volume: 1_200 },
  { time: exchangeInstant(MARCH_14, 571), open: 151.5, high: 151.5, low: 151.3, close: 151.3, volume: 0 },
]
const DAYS = [
  { date: MARCH_14, open: 151.4, high: 151.6, low: 151.2, close: 151.5, volume: 1_200 },
  { date: parseExchangeDate('2022-03-15'), open: 151.5, high: 151.5, low: 151.3, close: 151.3, volume: 900 },
]

describe('minute bars are the same bars in every layout:', () => {
  test.each<[string, string, readonly string[], Partial<ImportOptions>]>([
    [
      'openbell',
      'AAPL.csv',
      [
        'time,open,high,low,close,volume',
        '1647264600000,151.4,151.6,151.2,151.5,1200',
        '1647264660000,151.5,151.5,151.3,151.3,0',
      ],
      {},
    ],
    [
      'yahoo',
      'AAPL.csv',
      [
        'Datetime,Open,High,Low,Close,Adj Close,Volume',
        '2022-03-14 09:30:00-04:00,151.4,151.6,151.2,151.5,151.5,1200',
        '2022-03-14 09:31:00-04:00,151.5,151.5,151.3,151.3,151.3,0',
      ],
      {},
    ],
    [
      'alpha-vantage',
      'AAPL_1min.csv',
      [
        'timestamp,open,high,low,close,volume',
        '2022-03-14 09:32:00,151.5,151.5,151.3,151.3,0',
        '2022-03-14 09:31:00,151.4,151.6,151.2,151.5,1200',
      ],
      {},
    ],
    [
      'ninjatrader',
      'AAPL.txt',
      ['20220314 133100;151.4;151.6;151.2;151.5;1200', '20220314 133200;151.5;151.5;151.3;151.3;0'],
      {},
    ],
    [
      'lean',
      'minute/aapl/20220314_trade.csv',
      ['34200000,1514000,1516000,1512000,1515000,1200', '34260000,1515000,1515000,1513000,1513000,0'],
      {},
    ],
    [
      'kibot',
      'AAPL.txt',
      ['03/14/2022,09:30,151.4,151.6,151.2,151.5,1200', '03/14/2022,09:31,151.5,151.5,151.3,151.3,0'],
      {},
    ],
    [
      'stooq',
      'aapl.us.txt',
      [
        '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>',
        'AAPL.US,1,20220314,093000,151.4,151.6,151.2,151.5,1200.2,0',
        'AAPL.US,1,20220314,093100,151.5,151.5,151.3,151.3,0,0',
      ],
      { zone: 'America/New_York', label: 'start' },
    ],
    [
      'epoch',
      'AAPL.csv',
      [
        'timestamp,open,high,low,close,volume',
        '1647264600,151.4,151.6,151.2,151.5,1200',
        '1647264660,151.5,151.5,151.3,151.3,0',
      ],
      { label: 'start' },
    ],
    [
      'epoch',
      'AAPL.csv',
      ['1647264660,151.4,151.6,151.2,151.5,1200', '1647264720,151.5,151.5,151.3,151.3,0'],
      { label: 'end' },
    ],
    [
      'iso',
      'AAPL.csv',
      [
        'time,open,high,low,close,volume',
        '2022-03-14T13:30:00Z,151.4,151.6,151.2,151.5,1200',
        '2022-03-14T13:31:00Z,151.5,151.5,151.3,151.3,0',
      ],
      { label: 'start' },
    ],
    [
      'plain',
      'AAPL.csv',
      [
        'Date,Time,Open,High,Low,Close,Volume',
        '2022-03-14,13:30,151.4,151.6,151.2,151.5,1200',
        '2022-03-14,13:31,151.5,151.5,151.3,151.3,0',
      ],
      { zone: 'UTC', label: 'start' },
    ],
    [
      'plain',
      'bars.csv',
      [
        'Date;Open;High;Low;Close;Vol',
        '03/14/2022 09:30;151.4;151.6;151.2;151.5;1200',
        '03/14/2022 09:31;151.5;151.5;151.3;151.3;0',
      ],
      { zone: 'America/New_York', label: 'start', symbol: AAPL },
    ],
  ])('%s as %s %#', (layout, name, lines, options) => {
    const { bars, file, read } = bench()
    const summary = read([file(name, lines)], options)
    expect(summary.files).toMatchObject([{ layout, interval: 'minute' }])
    expect(bars.minuteBars(AAPL, MARCH_14)).toEqual(MINUTES)
  })
})

describe('daily bars are the same bars in every layout:', () => {
  test.each<[string, string, readonly string[], Partial<ImportOptions>]>([
    [
      'openbell',
      'AAPL.csv',
      [
        'date,open,high,low,close,volume',
        '2022-03-14,151.4,151.6,151.2,151.5,1200',
        '2022-03-15,151.5,151.5,151.3,151.3,900',
      ],
      {},
    ],
    [
      'yahoo',
      'AAPL.csv',
      [
        'Date,Open,High,Low,Close,Adj Close,Volume',
        '2022-03-14,151.4,151.6,151.2,151.5,149,1200',
        '2022-03-15,151.5,151.5,151.3,151.3,149,900',
      ],
      {},
    ],
    [
      'stooq',
      'aapl.us.txt',
      [
        '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>',
        'AAPL.US,D,20220314,000000,151.4,151.6,151.2,151.5,1200,0',
        'AAPL.US,D,20220315,000000,151.5,151.5,151.3,151.3,900,0',
      ],
      {},
    ],
    [
      'alpha-vantage',
      'AAPL.csv',
      [
        'timestamp,open,high,low,close,volume',
        '2022-03-15,151.5,151.5,151.3,151.3,900',
        '2022-03-14,151.4,151.6,151.2,151.5,1200',
      ],
      {},
    ],
    [
      'lean',
      'aapl.csv',
      [
        '20220314 00:00,1514000,1516000,1512000,1515000,1200',
        '20220315 00:00,1515000,1515000,1513000,1513000,900',
      ],
      {},
    ],
    [
      'kibot',
      'AAPL.txt',
      ['03/14/2022,151.4,151.6,151.2,151.5,1200', '03/15/2022,151.5,151.5,151.3,151.3,900'],
      {},
    ],
    [
      'plain',
      'AAPL.csv',
      [
        'Date,Open,High,Low,Close,Volume',
        '2022-03-14,151.4,151.6,151.2,151.5,1200',
        '2022-03-15,151.5,151.5,151.3,151.3,900',
      ],
      {},
    ],
    [
      'epoch',
      'AAPL.csv',
      ['1647216000,151.4,151.6,151.2,151.5,1200', '1647302400,151.5,151.5,151.3,151.3,900'],
      {},
    ],
    [
      'epoch',
      'AAPL.csv',
      ['1647264600,151.4,151.6,151.2,151.5,1200', '1647351000,151.5,151.5,151.3,151.3,900'],
      { interval: 'day' },
    ],
  ])('%s as %s %#', (layout, name, lines, options) => {
    const { bars, file, read } = bench()
    expect(read([file(name, lines)], options).files).toMatchObject([{ layout, interval: 'day' }])
    expect(bars.dailyBars(AAPL)).toEqual(DAYS)
  })
})

const HEADER = 'date,open,high,low,close,volume'
const FIRST = '2022-03-14,151.4,151.6,151.2,151.5,1200'
const SECOND = '2022-03-15,151.5,151.5,151.3,151.3,900'

test('packed files and archives are read as they are', () => {
  const { bars, file, read } = bench()
  read([file('AAPL.csv.gz', gzipSync([HEADER, FIRST].join('\n')))])
  const entry = new TextEncoder().encode('34200000,1514000,1516000,1512000,1515000,1200\n')
  read([file('x/20220314_trade.zip', zipSync({ '20220314_aapl_minute_trade.csv': entry }))])
  expect(bars.dailyBars(AAPL)).toEqual(DAYS.slice(0, 1))
  expect(bars.minuteBars(AAPL, MARCH_14)).toEqual(MINUTES.slice(0, 1))
})

test('rows come in any order, and a repeated row counts once', () => {
  const { bars, file, read } = bench()
  const summary = read([file('AAPL.csv', [HEADER, SECOND, FIRST, SECOND])])
  expect(summary.symbols).toMatchObject([{ added: 2, duplicates: 1 }])
  expect(bars.dailyBars(AAPL)).toEqual(DAYS)
})

test('a row with a missing number and a day without a session are left out and counted', () => {
  const { bars, file, read } = bench()
  const summary = read([
    file('AAPL.csv', [HEADER, FIRST, '2022-03-15,null,null,null,null,null', '2022-03-12,1,1,1,1,1']),
  ])
  expect(summary.files).toMatchObject([{ leftOut: 1, onClosedDays: 1 }])
  expect(bars.dailyBars(AAPL)).toEqual(DAYS.slice(0, 1))
  expect(importLines(summary).join('\n')).toMatch(
    /1 row with a missing number left out; 1 bar on days without a session/,
  )
})

test('days that are there are kept when equal and replaced only when told to', () => {
  const { bars, file, read } = bench()
  const original = file('AAPL.csv', [HEADER, FIRST])
  read([original])
  const other = file('other/AAPL.csv', [HEADER, FIRST.replace('1200', '1300'), SECOND])
  expect(() => read([other])).toThrow(/AAPL daily bars 2022-03-14: pass --replace/)
  expect(bars.dailyBars(AAPL)).toEqual(DAYS.slice(0, 1))
  expect(read([original]).symbols).toMatchObject([{ added: 0, equal: 1, replaced: 0 }])
  expect(read([other], { replace: true }).symbols).toMatchObject([{ added: 1, equal: 0, replaced: 1 }])
  expect(bars.dailyBars(AAPL).map(({ volume }) => volume)).toEqual([1_300, 900])
})

test('a bad row in the last file leaves the folder as it was', () => {
  const { bars, file, read } = bench()
  const files = [file('AAPL.csv', [HEADER, FIRST]), file('b/AAPL.csv', [HEADER, '2022-03-15,151.5,x,1,1,1'])]
  expect(() => read(files)).toThrow(/b\/AAPL\.csv line 2, column high: saw "x", allowed is a decimal price/)
  expect(bars.dailyBars(AAPL)).toEqual([])
})

describe('refuses with file, line and column:', () => {
  test.each<[string, readonly string[], RegExp]>([
    [
      'a low above the close',
      [HEADER, '2022-03-14,151.4,151.6,151.45,151.5,1'],
      /line 2, column low: saw "151.45", allowed is at most open 151.4/,
    ],
    [
      'a day that does not exist',
      [HEADER, FIRST, '2022-02-30,1,1,1,1,1'],
      /line 3, column date: saw "2022-02-30", allowed is 2022-03-14/,
    ],
    ['a negative price', [HEADER, '2022-03-14,-1,1,1,1,1'], /line 2, column open: saw "-1"/],
    ['a volume in words', [HEADER, '2022-03-14,1,1,1,1,many'], /line 2, column volume: saw "many"/],
    [
      'two truths of a day',
      [HEADER, FIRST, FIRST.replace('1200', '1')],
      /line 3: saw other values of AAPL at 2022-03-14 than in .* line 2/,
    ],
    [
      'a header without volume',
      ['date,open,high,low,close', '2022-03-14,1,1,1,1'],
      /line 1: saw the header "date,open,high,low,close"/,
    ],
    [
      'what is no table of bars',
      ['hello world'],
      /which is no layout that is known; choose one with --layout:\n {2}openbell/,
    ],
    ['an empty file', [''], /saw no row of a bar/],
    [
      'bars of five minutes',
      [
        'time,open,high,low,close,volume',
        ...Array.from({ length: 12 }, (_, index) => `${1_647_264_600_000 + index * 300_000},1,1,1,1,1`),
      ],
      /saw bars 5 minutes apart/,
    ],
    [
      'a Stooq bar of an hour',
      [
        '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>',
        'AAPL.US,60,20220314,160000,1,1,1,1,1,0',
      ],
      /column <PER>: saw "60", allowed is 1 \(minute\) or D \(day\)/,
    ],
  ])('%s', (_, lines, problem) => {
    const { file, read } = bench()
    expect(() => read([file('AAPL.csv', lines)])).toThrow(problem)
  })
})

describe('asks for what cannot be known:', () => {
  const walls = [
    'Date,Time,Open,High,Low,Close,Volume',
    '2022-03-14,09:30,1,1,1,1,1',
    '2022-03-14,09:31,1,1,1,1,1',
  ]

  test('time zone and label of plain times', () => {
    const { file, read } = bench()
    const files = [file('AAPL.csv', walls)]
    expect(() => read(files)).toThrow(
      /--timezone America\/New_York or --timezone UTC.*--label start or --label end/,
    )
    expect(() => read(files, { zone: 'UTC' })).toThrow(/layout plain\): it does not say .* --label/)
  })

  test('the symbol of a file that does not tell it', () => {
    const { file, read } = bench()
    expect(() => read([file('data.csv', [HEADER, FIRST])])).toThrow(
      /neither its rows nor its name tell the symbol; pass --symbol/,
    )
    expect(() =>
      read(
        [
          file('x.txt', [
            '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>',
            'TSLA.US,D,20220314,000000,1,1,1,1,1',
          ]),
        ],
        { symbol: AAPL },
      ),
    ).toThrow(/--symbol says AAPL, the file has bars of TSLA/)
  })

  test('whether one bar a day at some hour is a daily bar', () => {
    const { file, read } = bench()
    const files = [file('AAPL.csv', ['1647264600,1,1,1,1,1', '1647351000,1,1,1,1,1'])]
    expect(() => read(files)).toThrow(/pass --interval day or --interval minute/)
  })

  test('the label of a vendor whose times lie beside the session', () => {
    const { file, read } = bench()
    const rows = Array.from(
      { length: 390 },
      (_, minute) => `2022-03-14 ${formatEt(exchangeInstant(MARCH_14, 570 + minute), 'time')}:00,1,1,1,1,1`,
    )
    const files = [file('AAPL.csv', ['timestamp,open,high,low,close,volume', ...rows])]
    expect(() => read(files)).toThrow(/one minute beside the session.*--label start or --label end/)
    expect(read(files, { label: 'start' }).symbols).toMatchObject([{ bars: 390, added: 1 }])
  })

  test('the time zone of a vendor whose times miss the open', () => {
    const { file, read } = bench()
    const rows = Array.from(
      { length: 390 },
      (_, minute) =>
        `20220314 ${formatEt(exchangeInstant(MARCH_14, 571 + minute), 'time').replace(':', '')}00;1;1;1;1;1`,
    )
    const files = [file('AAPL.txt', rows)]
    expect(() => read(files)).toThrow(/an hour of the session is empty while bars lie outside.*--timezone/)
    expect(read(files, { zone: 'America/New_York' }).symbols).toMatchObject([{ bars: 390 }])
  })
})

test('the clock change of the spring moves a day of New York times by an hour of UTC', () => {
  const { bars, file, read } = bench()
  const lines = (['2022-03-11', '2022-03-14'] as ExchangeDate[]).map(
    (day) => `${day.slice(5).replace('-', '/')}/2022,09:30,1,1,1,1,1`,
  )
  read([file('AAPL.txt', lines)])
  const [winter, summer] = [
    bars.minuteBars(AAPL, '2022-03-11' as ExchangeDate)[0],
    bars.minuteBars(AAPL, MARCH_14)[0],
  ]
  expect([winter?.time, summer?.time]).toEqual([Date.UTC(2022, 2, 11, 14, 30), Date.UTC(2022, 2, 14, 13, 30)])
})
