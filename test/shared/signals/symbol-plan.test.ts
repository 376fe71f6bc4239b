import { describe, expect, test } from '@jest/globals'
import { drawsOf } from '../../../local/simulator/market/draws.ts'
import type { DailyBar } from '../../../shared/domain/bar.ts'
import { IndicatorSet } from '../../../shared/indicators/indicator-set.ts'
import type { MinuteSession } from '../../../shared/ports/history.ts'
import {
  planSymbol,
  readyPlan,
  type SymbolPlan,
  symbolPlanSchema,
} from '../../../shared/signals/symbol-plan.ts'
import { tradedInstruments } from '../../../shared/symbols/traded-instruments.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../../shared/time/instant.ts'
import { marketDay } from '../../../shared/time/market-calendar.ts'
import { STRONG } from '../../support/strong-features.ts'

const DATES = ['2022-03-07', '2022-03-08', '2022-03-09', '2022-03-10', '2022-03-11'] as ExchangeDate[]

function dailyBars(count: number, seed = 1): DailyBar[] {
  const random = drawsOf(seed, 'days')
  let close = 40 + seed
  return Array.from({ length: count }, (_, index) => {
    const open = close
    close = cents(close * Math.exp(0.02 * random.normal()))
    const date = new Date(Date.UTC(2021, 0, 1 + index)).toISOString().slice(0, 10) as ExchangeDate
    const volume = Math.round(5_000_000 * Math.exp(random.normal() / 3))
    return {
      date,
      open,
      close,
      high: cents(Math.max(open, close) + 0.5),
      low: cents(Math.min(open, close) - 0.5),
      volume,
    }
  })
}

function cents(price: number): number {
  return Math.round(price * 100) / 100
}

function minuteSessions(seed = 1): MinuteSession[] {
  const random = drawsOf(seed, 'minutes')
  return DATES.map((date) => {
    const day = marketDay(date)
    if (day.kind === 'closed') throw new Error(`${date} is not a trading day`)
    const bars = Array.from({ length: 390 }, (_, index) => ({
      time: (day.openAt + index * MINUTE_MS) as EpochMs,
      open: 50,
      high: 50,
      low: 50,
      close: 50,
      volume: Math.round(40_000 * random.uniform()),
    }))
    return { date, bars }
  })
}

function plan(days: number, sessions: readonly MinuteSession[] = minuteSessions()): SymbolPlan {
  return planSymbol({
    instrument: STRONG.instrument,
    dailyBars: dailyBars(days),
    minuteSessions: sessions,
    minSessions: 5,
  })
}

describe('a symbol plan', () => {
  test('holds the figures of the last completed days', () => {
    const bars = dailyBars(250)
    const last20 = bars.slice(-20)
    expect(plan(250)).toMatchObject({
      symbol: 'TQQQ',
      lastDay: bars.at(-1),
      dailyBarCount: 250,
      quality: 'excellent',
      closeTwentyBarsAgo: bars.at(-20)?.close,
      averageVolume20: expect.closeTo(last20.reduce((sum, { volume }) => sum + volume, 0) / 20, 6),
      averageDollarVolume20: expect.closeTo(
        last20.reduce((sum, { close, volume }) => sum + close * volume, 0) / 20,
        4,
      ),
      volumeProfile: { sessions: 5 },
    })
  })

  test('remembers every indicator at the last day, so that today can be compared with it', () => {
    const set = new IndicatorSet()
    const row = dailyBars(250)
      .map((bar) => set.next(bar))
      .at(-1)
    expect(readyPlan(plan(250)).dailyPrevious).toEqual(row)
    expect(plan(250).atr14).toBe(row?.atr14)
  })

  test('leaves out what too few bars can not tell', () => {
    expect(plan(20)).toMatchObject({ quality: 'limited', averageVolume20: expect.any(Number) })
    const { averageVolume20, closeTwentyBarsAgo, atr14 } = plan(19)
    expect([averageVolume20, closeTwentyBarsAgo]).toEqual([undefined, undefined])
    expect(atr14).toBeGreaterThan(0)
    expect(plan(10)).not.toHaveProperty('atr14')
    expect(plan(0)).toEqual({
      symbol: 'TQQQ',
      dailyBarCount: 0,
      quality: 'minimal',
      dailyState: expect.anything(),
      volumeProfile: expect.anything(),
    })
  })

  test.each([
    [19, 'minimal'],
    [20, 'limited'],
    [49, 'limited'],
    [50, 'good'],
    [199, 'good'],
    [200, 'excellent'],
  ])('from %d daily bars is of %s quality', (days, quality) => {
    expect(plan(days, [])).toMatchObject({ dailyBarCount: days, quality })
  })

  test('has no volume profile below the sessions it needs', () => {
    expect(plan(250, minuteSessions().slice(1))).not.toHaveProperty('volumeProfile')
  })

  test('settles prices on 1/10,000 USD', () => {
    const noisy = dailyBars(30).map((bar) => ({ ...bar, close: bar.close + 1e-9 }))
    expect(
      planSymbol({ instrument: STRONG.instrument, dailyBars: noisy, minuteSessions: [], minSessions: 5 }),
    ).toEqual(plan(30, []))
  })

  test('from the store looks at today exactly as before', () => {
    const stored = symbolPlanSchema.parse(JSON.parse(JSON.stringify(plan(250))))
    const today = { open: 50, high: 52, low: 49, close: 51, volume: 1_000_000 }
    expect(readyPlan(stored).daily.peek(today)).toEqual(readyPlan(plan(250)).daily.peek(today))
    const set = new IndicatorSet()
    for (const bar of dailyBars(250)) set.next(bar)
    expect(readyPlan(stored).daily.peek(today)).toEqual(set.peek(today))
  })

  test('of the whole universe fits into one document of 1 MiB', () => {
    const plans = tradedInstruments.map((instrument, index) =>
      planSymbol({
        instrument,
        dailyBars: dailyBars(260, index + 1),
        minuteSessions: minuteSessions(index + 1),
        minSessions: 5,
      }),
    )
    expect(plans).toHaveLength(118)
    expect(JSON.stringify(plans).length).toBeLessThan(1_048_576)
  })
})
