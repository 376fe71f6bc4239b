import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { XMLParser } from 'fast-xml-parser'
import type { Market } from '../../../../local/simulator/market/market.ts'
import { quoteData } from '../../../../local/simulator/server/quote-wire.ts'
import { sessionQuote } from '../../../../local/simulator/server/session-quote.ts'
import { money } from '../../../../shared/domain/money.ts'
import { ScriptedMarket } from '../../../support/scripted-market.ts'
import { at, printed, TQQQ } from '../exchange/trading-day.ts'
import { startBench } from './simulator-bench.ts'

const SIDES = { bidSize: 300, askSize: 200 }
const TAPE = [
  printed('15:59', { last: '50.00' }, { ...SIDES, date: '2026-03-02' }),
  printed('08:00', { last: '51.00' }, SIDES),
  printed('09:31', { last: '52.00' }, SIDES),
  printed('15:59', { last: '53.00' }, SIDES),
  printed('16:30', { last: '53.50' }, SIDES),
]

/** A market that closed at 50.00 on Monday and knows it on Tuesday. */
const market: Market = (() => {
  const scripted = new ScriptedMarket(TAPE)
  return {
    symbols: scripted.symbols,
    dates: scripted.dates,
    prints: (...asked) => scripted.prints(...asked),
    quote(symbol, moment) {
      const quote = scripted.quote(symbol, moment)
      return quote && { ...quote, previousClose: money('50.00') }
    },
  }
})()

const wish = { detail: 'ALL', isXml: false, withMiniOptions: true } as const

function shownAt(wallClock: string, isDelayed = false) {
  const view = sessionQuote(market, TQQQ, { now: at(wallClock), isDelayed })!
  const row = quoteData(view, wish) as ReturnType<typeof quoteData> & {
    All: { ExtendedHourQuoteDetail?: object }
  }
  return { ...row, extended: row.All.ExtendedHourQuoteDetail }
}

describe('before the open', () => {
  test('the figures are those of the last close, zeros for the day that has not begun', () => {
    expect(shownAt('08:30')).toMatchObject({
      quoteStatus: 'CLOSING',
      ahFlag: 'true',
      All: { lastTrade: 50, previousClose: 50, changeClose: 0, open: 0, high: 0, low: 0, totalVolume: 100 },
    })
  })

  test('the live price is in the block of the extended hours only', () => {
    expect(shownAt('08:30').extended).toEqual({
      lastPrice: 51,
      change: 1,
      percentChange: 2,
      bid: 50.99,
      bidSize: 300,
      ask: 51.01,
      askSize: 200,
      volume: 100,
      timeOfLastTrade: at('08:00') / 1_000,
      timeZone: '',
      quoteStatus: 'EH_REALTIME',
    })
  })

  test('nothing has traded: the close stands in both', () => {
    expect(shownAt('06:59').All).toMatchObject({ lastTrade: 50, totalVolume: 0 })
    expect(shownAt('06:59').extended).toMatchObject({
      lastPrice: 50,
      change: 0,
      volume: 0,
      quoteStatus: 'EH_BEFORE_OPEN',
    })
  })
})

describe('in the session', () => {
  test('there is no block of extended hours', () => {
    expect(shownAt('09:31')).toMatchObject({ quoteStatus: 'REALTIME', ahFlag: 'false', extended: undefined })
    expect(shownAt('09:31').All).toMatchObject({ lastTrade: 52, changeClose: 2 })
  })

  test('delayed quotes say so', () => {
    expect(shownAt('09:31', true).quoteStatus).toBe('DELAYED')
  })
})

describe('after the close', () => {
  test('the close of today stands, what trades on is beside it and counted from it', () => {
    const shown = shownAt('16:31')
    expect(shown.All).toMatchObject({ lastTrade: 53, timeOfLastTrade: at('15:59') / 1_000, changeClose: 3 })
    expect(shown).toMatchObject({ quoteStatus: 'CLOSING', ahFlag: 'true' })
    expect(shown.extended).toMatchObject({ lastPrice: 53.5, change: 0.5, quoteStatus: 'EH_REALTIME' })
  })

  test.each([
    ['15:59:59', undefined],
    ['16:00', 'EH_REALTIME'],
    ['19:59:59', 'EH_REALTIME'],
    ['20:00', 'EH_CLOSED'],
  ])('at %s the extended hours are %s', (wallClock, status) => {
    expect((shownAt(wallClock).extended as { quoteStatus?: string } | undefined)?.quoteStatus).toBe(status)
  })

  test('on a day without a session they are closed', () => {
    const saturday = sessionQuote(market, TQQQ, { now: at('12:00', '2026-03-07'), isDelayed: false })
    expect(saturday).toMatchObject({ status: 'CLOSING', extended: { status: 'EH_CLOSED' } })
  })
})

test('over HTTP funds are refused, options have their own block, XML has more fields than JSON', async () => {
  const bench = await startBench()
  await bench.client.signIn()
  const quote = (query: string, accept = 'application/json') =>
    bench.client.call(`/v1/market/quote/TQQQ?${query}`, { accept })
  const funds = await quote('detailFlag=MF_DETAIL')
  expect([funds.status, funds.json().Error.code]).toEqual([400, 1024])
  const [row] = (await quote('detailFlag=OPTIONS&skipMiniOptionsCheck=true')).json().QuoteResponse.QuoteData
  expect(Object.keys(row)).toEqual([
    ...['dateTime', 'dateTimeUTC', 'quoteStatus', 'ahFlag', 'Option', 'Product'],
  ])
  expect((await quote('')).text).not.toContain('askExchange')
  expect((await quote('', 'application/xml')).text).toContain('<askExchange>')
  await bench.simulator.close()
})

const SAMPLES = join(import.meta.dirname, '../../../../../shared/etrade-samples')
const testWithSamples = existsSync(SAMPLES) ? test : test.skip

describe('the fields of recorded quotes are there (skipped without ../shared/etrade-samples)', () => {
  const view = sessionQuote(market, TQQQ, { now: at('08:30'), isDelayed: false })!

  testWithSamples('before the open, in JSON', () => {
    const sample = JSON.parse(readFileSync(join(SAMPLES, 'prodlike-quote.json'), 'utf8'))
    const [recorded] = sample.QuoteResponse.QuoteData
    expect(fieldsOf(quoteData(view, wish))).toEqual(expect.arrayContaining(fieldsOf(recorded)))
    expect(recorded).toMatchObject({
      quoteStatus: 'CLOSING',
      ahFlag: 'true',
      All: { open: 0, changeClose: 0 },
    })
  })

  testWithSamples('after the close, in XML', () => {
    const sample = new XMLParser().parse(readFileSync(join(SAMPLES, 'xml-option-quote.xml'), 'utf8'))
    const ours = fieldsOf(quoteData(view, { ...wish, isXml: true }))
    expect(ours).toEqual(expect.arrayContaining(fieldsOf(sample.QuoteResponse.QuoteData)))
  })
})

function fieldsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, item]) => fieldsOf(item, `${path}.${key}`))
}
