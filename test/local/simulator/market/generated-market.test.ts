import { describe, expect, test } from '@jest/globals'
import { assert, constantFrom, integer, property } from 'fast-check'
import { TapeHistory } from '../../../../infra/history/tape-history.ts'
import { GeneratedBars } from '../../../../local/simulator/market/generated-bars.ts'
import { GeneratedMarket } from '../../../../local/simulator/market/generated-market.ts'
import { type GeneratedSymbol, isFund } from '../../../../local/simulator/market/generated-symbol.ts'
import { demoSymbols } from '../../../../local/simulator/market/generated-symbols.ts'
import { ticker } from '../../../../shared/domain/ids.ts'
import { money, toNumber } from '../../../../shared/domain/money.ts'
import { exchangeInstant } from '../../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../../shared/time/instant.ts'

const from = '2025-06-30' as ExchangeDate
const world = { seed: 7, from, days: 6, symbols: demoSymbols }
const [QQQ, SQQQ, AAPL] = [ticker('QQQ'), ticker('SQQQ'), ticker('AAPL')]
const market = GeneratedMarket.create(world)
const unchanged = new GeneratedBars(world)

function date(text: string): ExchangeDate {
  return text as ExchangeDate
}

function sessionOf(symbol: typeof QQQ, on: ExchangeDate, changed: Partial<typeof world> = {}) {
  const bars = Object.keys(changed).length === 0 ? unchanged : new GeneratedBars({ ...world, ...changed })
  return bars.intradayBars(symbol, on)?.bars
}

describe('the days of a generated world', () => {
  test('are trading days only: 21 sessions before the first, then as many as asked', () => {
    const start = market.dates.indexOf(from)
    expect(start).toBe(21)
    expect(market.dates.slice(start)).toEqual(
      ['2025-06-30', '2025-07-01', '2025-07-02', '2025-07-03', '2025-07-07', '2025-07-08'].map(date),
    )
  })

  test('end early where the exchange does', () => {
    const bars = sessionOf(QQQ, date('2025-07-03'))
    expect(bars).toHaveLength(210)
    expect(bars?.at(-1)?.time).toBe(exchangeInstant(date('2025-07-03'), 779))
    expect(sessionOf(QQQ, date('2025-07-02'))).toHaveLength(390)
  })

  test('have no bars on a holiday, outside the period and for other symbols', () => {
    expect(sessionOf(QQQ, date('2025-07-04'))).toBeUndefined()
    expect(sessionOf(QQQ, date('2025-07-09'))).toBeUndefined()
    expect(sessionOf(ticker('MU'), from)).toBeUndefined()
  })

  test('have at least 260 daily bars and 20 minute sessions before the first', async () => {
    const history = new TapeHistory(market.past)
    for (const symbol of [QQQ, SQQQ, AAPL]) {
      const daily = await history.dailyBars(symbol, { before: from, count: 1_000 })
      expect(daily).toHaveLength(260 + 21)
      expect(await history.minuteSessions(symbol, { before: from, sessions: 20 })).toHaveLength(20)
    }
  })

  test('close at the start price before the first', async () => {
    for (const symbol of demoSymbols)
      expect(market.quote(symbol.symbol, exchangeInstant(from, 560))?.previousClose).toBe(symbol.startPrice)
  })

  test('agree between daily bars and minutes, to the cent and the share', async () => {
    for (const symbol of [QQQ, SQQQ]) {
      const daily = market.past.dailyBars(symbol, { before: date('2025-07-09'), count: 27 })
      const sessions = market.past.minuteSessions(symbol, { before: date('2025-07-09'), sessions: 27 })
      expect(daily.map((bar) => bar.date)).toEqual(sessions.map((session) => session.date))
      for (const [index, { bars }] of sessions.entries())
        expect(daily[index]).toMatchObject({
          open: bars[0]!.open,
          high: Math.max(...bars.map(({ high }) => high)),
          low: Math.min(...bars.map(({ low }) => low)),
          close: bars.at(-1)!.close,
          volume: bars.reduce((sum, { volume }) => sum + volume, 0),
        })
    }
  })
})

describe('a generated bar', () => {
  test('is on whole cents, holds its open and close, and trades', () => {
    for (const symbol of market.symbols)
      for (const bar of sessionOf(symbol, from) ?? []) {
        const cents = [bar.open, bar.high, bar.low, bar.close].map((price) => Math.round(price * 100) / 100)
        expect([bar.open, bar.high, bar.low, bar.close]).toEqual(cents)
        expect(bar.low).toBeLessThanOrEqual(Math.min(bar.open, bar.close))
        expect(bar.high).toBeGreaterThanOrEqual(Math.max(bar.open, bar.close))
        expect(bar.low).toBeGreaterThan(0)
        expect(Number.isSafeInteger(bar.volume) && bar.volume > 0).toBe(true)
      }
  })
})

describe('the same world', () => {
  const dates = market.dates.slice(-6)

  test('is the same in whatever order it is asked', () => {
    const forwards = new GeneratedBars(world)
    const backwards = new GeneratedBars(world)
    const asked = dates.flatMap((on) => [QQQ, SQQQ, AAPL].map((symbol) => [symbol, on] as const))
    const first = asked.map(([symbol, on]) => forwards.intradayBars(symbol, on))
    const second = asked.toReversed().map(([symbol, on]) => backwards.intradayBars(symbol, on))
    expect(second.toReversed()).toEqual(first)
  })

  test('is another one with another seed', () => {
    assert(
      property(integer({ min: 8, max: 1_000_000 }), (seed) => {
        expect(sessionOf(QQQ, from, { seed })).not.toEqual(sessionOf(QQQ, from))
      }),
      { numRuns: 5 },
    )
  })

  test('goes on the same way when more days are asked for', () => {
    expect(sessionOf(SQQQ, dates[2]!, { days: 60 })).toEqual(sessionOf(SQQQ, dates[2]!, { days: 3 }))
  })

  test('does not change for a symbol when others are left out', () => {
    const symbols = demoSymbols.filter(({ symbol }) => symbol === QQQ || symbol === SQQQ)
    expect(sessionOf(SQQQ, from, { symbols })).toEqual(sessionOf(SQQQ, from))
  })

  test('is made again the same after it was forgotten', () => {
    const bars = new GeneratedBars({ ...world, days: 40 })
    const first = bars.intradayBars(SQQQ, from)
    for (const on of bars.sessionDates(SQQQ).slice(22)) bars.intradayBars(SQQQ, on)
    const again = bars.intradayBars(SQQQ, from)
    expect(again).not.toBe(first)
    expect(again).toEqual(first)
  })
})

describe('a leveraged fund', () => {
  const funds = demoSymbols.filter(isFund)

  test('moves from close to close its multiple of the underlying, to the cent', () => {
    for (const fund of funds) {
      const own = market.past.dailyBars(fund.symbol, { before: date('2025-07-09'), count: 200 })
      const underlying = market.past.dailyBars(fund.underlying, { before: date('2025-07-09'), count: 200 })
      for (let day = 1; day < own.length; day++) {
        const expected = own[day - 1]!.close * (1 + fund.leverage * change(underlying, day))
        expect(Math.abs(own[day]!.close - expected)).toBeLessThan(0.02)
      }
    }
  })

  test('is at each minute its multiple of the underlying, a cent more or less', () => {
    assert(
      property(constantFrom(...funds), constantFrom(...market.dates.slice(1)), (fund, on) => {
        const before = (symbol: typeof QQQ) =>
          market.past.dailyBars(symbol, { before: on, count: 1 })[0]!.close
        const [own, underlying] = [sessionOf(fund.symbol, on)!, sessionOf(fund.underlying, on)!]
        for (const [minute, bar] of own.entries()) {
          const move = underlying[minute]!.close / before(fund.underlying) - 1
          expect(Math.abs(bar.close - before(fund.symbol) * (1 + fund.leverage * move))).toBeLessThan(0.025)
        }
      }),
      { numRuns: 20 },
    )
  })

  function change(bars: readonly { readonly close: number }[], day: number): number {
    return bars[day]!.close / bars[day - 1]!.close - 1
  }
})

describe('what makes no world is refused in one line', () => {
  const [spy] = demoSymbols as [GeneratedSymbol]

  test.each<[string, Partial<typeof world>, string]>([
    ['no symbol', { symbols: [] }, 'symbols: saw none, at least one is needed'],
    ['a symbol twice', { symbols: [spy, spy] }, 'SPY.symbol: saw SPY, allowed is each only once'],
    [
      'a fund without its underlying',
      { symbols: [spy, demoSymbols.find(({ symbol }) => symbol === SQQQ)!] },
      'SQQQ.underlying: no symbol QQQ; there are 1: SPY',
    ],
    [
      'more than the whole variance',
      { symbols: [{ ...spy, sectorShare: 0.2 } as GeneratedSymbol] },
      'SPY.sectorShare: saw 0.2, allowed is 0 to 1 - marketShare 0.97',
    ],
    [
      'a price below one dollar',
      { symbols: [{ ...spy, startPrice: money('0.99') }] },
      'SPY.startPrice: saw 9900, allowed is at least 1 USD',
    ],
    ['no days', { days: 0 }, 'days: saw 0, allowed are 1 and more'],
    [
      'a first day without trading',
      { from: date('2025-07-05') },
      'from: saw 2025-07-05 (Weekend), allowed is a day on which the exchange is open',
    ],
    ['half a seed', { seed: 0.5 }, 'seed: saw 0.5, allowed is a whole number'],
  ])('%s', (_, changed, problem) => {
    expect(() => GeneratedMarket.create({ ...world, ...changed })).toThrow(new RangeError(problem))
  })

  test('the demo symbols make one', () => {
    expect(demoSymbols).toHaveLength(24)
    expect(demoSymbols.every(({ startPrice }) => toNumber(startPrice) >= 5)).toBe(true)
  })
})
