import { existsSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { RecordedBars } from '../../../../infra/history/recorded-bars.ts'
import { RecordedMarket } from '../../../../local/simulator/market/recorded-market.ts'
import { ticker } from '../../../../shared/domain/ids.ts'
import { money, moneyFromNumber } from '../../../../shared/domain/money.ts'
import { exchangeInstant } from '../../../../shared/time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../../../shared/time/instant.ts'
import {
  BAR_HEADER,
  DAILY_HEADER,
  flatSession,
  marketFolder,
  recordedFolder,
} from '../../../support/market-folder.ts'

const [monday, tuesday] = ['2022-03-14', '2022-03-15'] as [ExchangeDate, ExchangeDate]
const [TSLA, AAPL] = [ticker('TSLA'), ticker('AAPL')]
const open = exchangeInstant(tuesday, 570)

const folder = marketFolder({
  [`minute/TSLA/${monday}.csv.gz`]: flatSession(monday, 20),
  [`minute/TSLA/${tuesday}.csv.gz`]: [BAR_HEADER, `${open},21,23,20,22,400`],
  [`second/TSLA/${tuesday}.csv`]: [BAR_HEADER, `${open},21,21,21,21,40`],
  [`minute/AAPL/${tuesday}.csv`]: [BAR_HEADER, `${open},150,151,149,150,400`],
  [`minute-quote/AAPL/${tuesday}.csv`]: [
    'time,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size',
    `${open},1,1,1,149.9,300,1,1,1,150.1,200`,
    `${open + 60_000},1,1,1,149.9,300,,,,,`,
  ],
  'daily/TSLA.csv.gz': [DAILY_HEADER, '2022-03-10,18,19,17,18,1000', '2022-03-11,18,20,18,19,3000'],
})

function at(date: ExchangeDate, minute: number): EpochMs {
  return exchangeInstant(date, minute)
}

describe('a recorded market', () => {
  const market = RecordedMarket.open({ folder })

  test('has the symbols and dates with a tape', () => {
    expect(market.symbols).toEqual([AAPL, TSLA])
    expect(market.dates).toEqual([monday, tuesday])
  })

  test('shows yesterday until the first print: its close, no sides, no session figures', () => {
    expect(market.quote(TSLA, at(tuesday, 569))).toEqual({
      symbol: TSLA,
      name: 'TSLA',
      time: at(monday, 960),
      last: money('20.00'),
      lastTime: at(monday, 960),
      totalVolume: 0,
      previousClose: money('20.00'),
      previousDayVolume: 39_000,
      averageVolume: Math.round((1_000 + 3_000 + 39_000) / 3),
    })
  })

  test('prefers seconds to minutes of the same day', () => {
    expect(market.quote(TSLA, at(tuesday, 571))).toMatchObject({ last: money('21.00'), totalVolume: 40 })
  })

  test('knows no quote of a symbol without a print and without a day before', () => {
    expect(market.quote(AAPL, open)).toBeUndefined()
    expect(market.quote(AAPL, at(tuesday, 571))).not.toHaveProperty('previousClose')
  })

  test('shows recorded quotes, and passes over a minute with an empty side', () => {
    expect(market.quote(AAPL, at(tuesday, 580))).toMatchObject({ bid: money('149.90'), ask: money('150.10') })
  })

  test('answers no quote for an unknown symbol and refuses its prints by name', () => {
    expect(market.quote(ticker('MU'), open)).toBeUndefined()
    expect(() => market.prints(ticker('MU'), { after: open, upTo: open })).toThrow(
      'no symbol MU; there are 2: AAPL TSLA',
    )
  })

  test('gives prints across days in order', () => {
    const prints = market.prints(TSLA, { after: at(monday, 959), upTo: at(tuesday, 570) })
    expect(prints.map(({ price }) => price)).toEqual([...Array(4).fill(money('20.00')), money('21.00')])
  })

  test('opens the asked symbols only', () => {
    expect(RecordedMarket.open({ folder, symbols: [AAPL] }).symbols).toEqual([AAPL])
  })
})

const present = existsSync(recordedFolder)
const whenPresent = present ? describe : describe.skip

whenPresent(`on recorded days${present ? '' : ' (skipped: ../shared/market-data is absent)'}`, () => {
  test('the quote at the close sums up the day as its bars do', () => {
    const market = RecordedMarket.open({ folder: recordedFolder, symbols: [AAPL] })
    const bars = RecordedBars.open({ folder: recordedFolder }).intradayBars(AAPL, tuesday)?.bars ?? []
    const regular = bars.filter(({ time }) => time >= at(tuesday, 570) && time < at(tuesday, 960))
    expect(regular.length).toBeGreaterThan(380)
    expect(market.quote(AAPL, (at(tuesday, 960) - 1) as EpochMs)).toMatchObject({
      open: moneyFromNumber(regular[0]!.open),
      high: moneyFromNumber(Math.max(...regular.map(({ high }) => high))),
      low: moneyFromNumber(Math.min(...regular.map(({ low }) => low))),
      last: moneyFromNumber(regular.at(-1)!.close),
      totalVolume: regular.reduce((sum, { volume }) => sum + volume, 0),
    })
  })

  test('a previous close stands on the scale of the tape although daily files know later splits', () => {
    const market = RecordedMarket.open({ folder: recordedFolder, symbols: [TSLA] })
    const quote = market.quote(TSLA, at(tuesday, 630))
    expect(Math.abs(quote!.last / quote!.previousClose! - 1)).toBeLessThan(0.1)
  })
})
