import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { exchangeStamp } from '../../../../local/simulator/server/exchange-stamp.ts'
import { DETAIL_FLAGS, quoteData } from '../../../../local/simulator/server/quote-wire.ts'
import { ticker } from '../../../../shared/domain/ids.ts'
import { exchangeInstant, parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { ScriptedMarket } from './scripted-market.ts'

const OPEN = exchangeInstant(parseExchangeDate('2022-03-15'), 570)
const ALL = { detail: 'ALL', isXml: false, withMiniOptions: true } as const
const market = new ScriptedMarket({ TQQQ: '47.50' }, OPEN)
const regular = { quote: market.quote(ticker('TQQQ'), OPEN)!, status: 'REALTIME' } as const

test('a quote carries the figures of the market', () => {
  const row = quoteData(regular, ALL)
  expect(row).toMatchObject({
    dateTime: '09:30:00 EDT 03-15-2022',
    dateTimeUTC: OPEN / 1_000,
    quoteStatus: 'REALTIME',
    ahFlag: 'false',
    Product: { symbol: 'TQQQ', securityType: 'EQ' },
    All: {
      bid: 47.49,
      ask: 47.5,
      bidSize: 300,
      lastTrade: 47.5,
      previousClose: 46.5,
      changeClose: 1,
      changeClosePercentage: 2.15,
      totalVolume: 12_345,
      timeOfLastTrade: OPEN / 1_000,
    },
  })
})

test('a figure that does not exist yet is sent as zero', () => {
  const unopened = market.quote(ticker('TQQQ'), (OPEN - 1) as typeof OPEN)!
  expect(quoteData({ quote: unopened, status: 'CLOSING' }, ALL)).toMatchObject({
    All: { bid: 0, ask: 0, open: 0, high: 0, low: 0, totalVolume: 0, changeClose: 0, lastTrade: 47.5 },
  })
})

test('the intraday block has neither sizes nor times nor the previous close', () => {
  const row = quoteData(regular, { ...ALL, detail: 'INTRADAY' })
  expect(Object.keys((row as { Intraday: object }).Intraday).sort()).toEqual(
    [
      ...['ask', 'bid', 'changeClose', 'changeClosePercentage', 'companyName'],
      ...['high', 'lastTrade', 'low', 'totalVolume'],
    ].sort(),
  )
})

test('each detail flag has its own block', () => {
  const blocks = DETAIL_FLAGS.map((flag) =>
    Object.keys(quoteData(regular, { ...ALL, detail: flag })).filter((name) =>
      ['All', 'Intraday', 'Fundamental', 'Week52', 'Option'].includes(name),
    ),
  )
  expect(blocks).toEqual([['All'], ['Intraday'], ['Fundamental'], ['Week52'], ['Option']])
})

test('whether there are mini options is left out where the call says so', () => {
  expect(quoteData(regular, ALL)).toHaveProperty('hasMiniOptions', false)
  expect(quoteData(regular, { ...ALL, withMiniOptions: false })).not.toHaveProperty('hasMiniOptions')
})

test('the stamp says EST in winter and EDT in summer', () => {
  expect(exchangeStamp(exchangeInstant(parseExchangeDate('2022-01-03'), 960))).toBe('16:00:00 EST 01-03-2022')
  expect(exchangeStamp(exchangeInstant(parseExchangeDate('2022-07-05'), 960))).toBe('16:00:00 EDT 07-05-2022')
  expect(exchangeStamp(exchangeInstant(parseExchangeDate('2022-07-05'), 1_439))).toBe(
    '23:59:00 EDT 07-05-2022',
  )
})

const SAMPLE = join(import.meta.dirname, '../../../../../shared/etrade-samples/sandbox-quote.json')
const testWithSample = existsSync(SAMPLE) ? test : test.skip

testWithSample('every field of the sandbox quote is there (skipped without ../shared/etrade-samples)', () => {
  const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')).QuoteResponse.QuoteData[0]
  const row = quoteData(regular, ALL) as { All: object }
  expect(Object.keys(row)).toEqual(expect.arrayContaining(Object.keys(sample)))
  expect(Object.keys(row.All)).toEqual(expect.arrayContaining(Object.keys(sample.All)))
})
