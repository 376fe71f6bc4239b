import type { Layout } from './layout.ts'
import type { Sample } from './sample.ts'

const SPLIT_ADJUSTED = 'adjusted for splits, not for dividends; an "Adj Close" column is not read'
const AS_WRITTEN = 'taken as they are written; the file does not say whether they are adjusted'
const OWN_HEADERS = ['time,open,high,low,close,volume', 'date,open,high,low,close,volume']

/** The layouts that are known, the most particular first; what is known of each is from its vendor's own files. */
export const LAYOUTS: readonly Layout[] = [
  {
    name: 'openbell',
    example: 'time,open,high,low,close,volume / 1647264600000,151.4,151.6,151.2,151.5,1200',
    forms: ['epoch', 'iso'],
    fits: (sample) =>
      OWN_HEADERS.includes(sample.headerText?.join() ?? '') &&
      (isInMilliseconds(sample) || isDateOnly(sample)),
    label: 'start',
    prices: AS_WRITTEN,
  },
  {
    name: 'yahoo',
    example: 'Date,Open,High,Low,Close,Adj Close,Volume / 2022-03-14,151.4,151.6,151.2,151.5,150.9,1200',
    forms: ['iso', 'iso-offset'],
    fits: ({ header, headerText, form }) =>
      ((header?.includes('adj close') ?? false) && (form === 'iso' || form === 'iso-offset')) ||
      (headerText?.[0] === 'Datetime' && form === 'iso-offset'),
    zone: 'America/New_York',
    label: 'start',
    prices: SPLIT_ADJUSTED,
  },
  {
    // Its intraday times are on a European clock that changes on other days than New York's.
    name: 'stooq',
    example: '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,… / AAPL.US,D,20220314,000000,151.4,…',
    forms: ['compact'],
    fits: ({ header, form }) =>
      (header?.includes('ticker') ?? false) && (header?.includes('per') ?? false) && form === 'compact',
    prices: 'adjusted for splits and dividends',
  },
  {
    name: 'alpha-vantage',
    example: 'timestamp,open,high,low,close,volume / 2022-03-14 16:00:00,151.4,151.6,151.2,151.5,1200',
    forms: ['iso'],
    fits: ({ header, form }) => header?.[0] === 'timestamp' && form === 'iso',
    zone: 'America/New_York',
    label: 'end',
    prices: 'intraday as its download was set, daily as traded and not adjusted for splits',
  },
  {
    name: 'ninjatrader',
    example: '20220314 133100;151.4;151.6;151.2;151.5;1200',
    forms: ['compact'],
    fits: ({ header, delimiter, form }) => !header && delimiter === ';' && form === 'compact',
    zone: 'UTC',
    label: 'end',
    prices: AS_WRITTEN,
  },
  {
    name: 'lean',
    example: '34200000,1514000,1516000,1512000,1515000,1200 in 20220314_trade.zip',
    forms: ['ms-of-day', 'compact'],
    fits: ({ header, delimiter, form, rows }) =>
      !header &&
      delimiter === ',' &&
      (form === 'ms-of-day' || (form === 'compact' && (rows[0]?.[0] ?? '').endsWith(' 00:00'))),
    zone: 'America/New_York',
    label: 'start',
    priceDivisor: 10_000,
    prices: 'as traded, not adjusted for splits',
  },
  {
    name: 'kibot',
    example: '03/14/2022,09:30,151.4,151.6,151.2,151.5,1200',
    forms: ['us'],
    fits: ({ header, form }) => !header && form === 'us',
    zone: 'America/New_York',
    label: 'start',
    prices: 'adjusted for splits and dividends unless its download was set otherwise',
  },
  {
    name: 'epoch',
    example: 'timestamp,open,high,low,close,volume / 1647264600,151.4,151.6,151.2,151.5,1200',
    forms: ['epoch'],
    fits: ({ form }) => form === 'epoch',
    prices: AS_WRITTEN,
  },
  {
    name: 'iso',
    example: 'time,open,high,low,close,volume / 2022-03-14T09:30:00-04:00,151.4,151.6,151.2,151.5,1200',
    forms: ['iso-offset'],
    fits: ({ form }) => form === 'iso-offset',
    prices: AS_WRITTEN,
  },
  {
    name: 'plain',
    example: 'Date,Time,Open,High,Low,Close,Volume / 2022-03-14,09:30,151.4,151.6,151.2,151.5,1200',
    forms: ['iso', 'compact', 'us'],
    fits: ({ form }) => form === 'iso' || form === 'compact' || form === 'us',
    prices: AS_WRITTEN,
  },
]

function isInMilliseconds({ form, rows }: Sample): boolean {
  return form === 'epoch' && (rows[0]?.[0] ?? '').length >= 12
}

function isDateOnly({ form, rows }: Sample): boolean {
  return form === 'iso' && (rows[0]?.[0] ?? '').length === 'YYYY-MM-DD'.length
}
