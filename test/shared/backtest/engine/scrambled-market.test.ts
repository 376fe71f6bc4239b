import { describe, expect, test } from '@jest/globals'
import {
  type Cut,
  scrambledHistory,
  scrambledMarket,
} from '../../../../shared/backtest/engine/scrambled-market.ts'
import type { BacktestMarket, RecordedBars } from '../../../../shared/backtest/market/backtest-market.ts'
import type { Bar } from '../../../../shared/domain/bar.ts'
import { ticker } from '../../../../shared/domain/ids.ts'
import { addDays, parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { MINUTE_MS } from '../../../../shared/time/instant.ts'
import { TQQQ } from '../../../support/fixtures.ts'
import { atMinute } from '../../../support/session.ts'

const DATE = parseExchangeDate('2022-03-14')
const CUT: Cut = { at: atMinute(60), date: DATE, seed: 7 }
const BARS = Array.from({ length: 120 }, (_, minute): Bar => {
  const open = 20 + Math.sin(minute / 5)
  return { time: atMinute(minute), open, high: open + 0.3, low: open - 0.2, close: open + 0.1, volume: 5_000 }
})
const QUOTES = [59, 60, 61].map((minute) => ({
  time: atMinute(minute),
  bid: 20,
  ask: 20.02,
  bidSize: 100,
  askSize: 200,
}))
const DAY: RecordedBars = {
  intraday: { intervalMs: MINUTE_MS, bars: BARS },
  quotes: QUOTES,
  morning: { averageVolume: 1 },
}
const market: BacktestMarket = { day: () => DAY }
const dayOf = (symbol = TQQQ, cut = CUT) => scrambledMarket(market, cut).day(symbol, DATE) as RecordedBars

function expectWholeBar({ open, high, low, close, volume }: Omit<Bar, 'time'>): void {
  expect(low).toBeGreaterThan(0)
  expect(Math.min(open, close)).toBeGreaterThanOrEqual(low)
  expect(Math.max(open, close)).toBeLessThanOrEqual(high)
  expect(Number.isInteger(volume)).toBe(true)
}

describe('a market that is another one from a cut on', () => {
  test('has every bar that began before the cut as it was, and no later one', () => {
    const { bars } = dayOf().intraday
    expect(bars.slice(0, 60)).toEqual(BARS.slice(0, 60))
    expect(bars.map(({ time }) => time)).toEqual(BARS.map(({ time }) => time))
    for (const [index, bar] of bars.slice(60).entries()) {
      for (const price of ['open', 'high', 'low', 'close'] as const)
        expect(bar[price]).not.toBe(BARS[60 + index]![price])
      expectWholeBar(bar)
    }
  })

  test('tells a rising bar as often as a falling one', () => {
    const rising = dayOf()
      .intraday.bars.slice(60)
      .filter(({ open, close }) => close > open)
    expect(rising.length).toBeGreaterThan(15)
    expect(rising.length).toBeLessThan(45)
  })

  test('has the quotes up to the cut as they were, and the morning too', () => {
    const { quotes, morning } = dayOf()
    expect(quotes.slice(0, 2)).toEqual(QUOTES.slice(0, 2))
    expect(quotes[2]!.bid).not.toBe(20)
    expect(quotes[2]!.ask).toBeGreaterThan(quotes[2]!.bid)
    expect(morning).toEqual(DAY.morning)
  })

  test('is the same for the same seed, another for another, and another for every symbol', () => {
    expect(dayOf()).toEqual(dayOf())
    expect(dayOf(TQQQ, { ...CUT, seed: 8 })).not.toEqual(dayOf())
    expect(dayOf(ticker('SQQQ'))).not.toEqual(dayOf())
  })

  test('has no bars where there were none, and refuses polled quotes', () => {
    expect(scrambledMarket({ day: () => undefined }, CUT).day(TQQQ, DATE)).toBeUndefined()
    const polled = scrambledMarket({ day: () => ({ kind: 'quotes', seen: [] }) }, CUT)
    expect(() => polled.day(TQQQ, DATE)).toThrow('TQQQ 2022-03-14: only bars can be scrambled')
  })
})

describe('a history that is another one from a date on', () => {
  const dates = [-2, -1, 0, 1].map((days) => addDays(DATE, days))
  const daily = dates.map((date) => ({ date, open: 20, high: 21, low: 19, close: 20.5, volume: 100_000 }))
  const history = scrambledHistory(
    { dailyBars: async () => daily, minuteSessions: async () => dates.map((date) => ({ date, bars: BARS })) },
    CUT,
  )

  test('keeps every day before it and no other', async () => {
    const found = await history.dailyBars(TQQQ, { before: DATE, count: 4 })
    expect(found.slice(0, 2)).toEqual(daily.slice(0, 2))
    for (const [index, bar] of found.slice(2).entries()) {
      expect(bar).not.toEqual(daily[2 + index])
      expect(bar.date).toBe(dates[2 + index])
      expectWholeBar(bar)
    }
  })

  test('keeps every session of minutes before it and no other', async () => {
    const found = await history.minuteSessions(TQQQ, { before: DATE, sessions: 4 })
    expect(found.slice(0, 2).every(({ bars }) => bars === BARS)).toBe(true)
    expect(found.slice(2).flatMap(({ bars }) => bars.filter((bar) => BARS.includes(bar)))).toEqual([])
  })
})
