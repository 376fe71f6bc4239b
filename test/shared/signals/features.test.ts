import { describe, expect, test } from '@jest/globals'
import { randomDay } from '../../../local/evaluation/random-day.ts'
import { money } from '../../../shared/domain/money.ts'
import { deriveFeatures, type Features, type SymbolView } from '../../../shared/signals/features.ts'
import { planSymbol, readyPlan } from '../../../shared/signals/symbol-plan.ts'
import { recordQuote, warmTape } from '../../../shared/signals/symbol-tape.ts'
import { DAY_MS, type EpochMs } from '../../../shared/time/instant.ts'
import { quoteOf } from '../../support/quotes.ts'
import { atMinute, sessionNow } from '../../support/session.ts'
import { STRONG } from '../../support/strong-features.ts'

/** The view of an ordinary invented day, so many polls after the open. */
function viewAfter(polls: number): SymbolView {
  let seen = 0
  for (const view of randomDay(7, { dailyBars: 220, dailyDriftPct: 0.2, volume: 1 })) {
    seen += 1
    if (seen === polls) return view
  }
  throw new Error(`the day has fewer than ${polls} polls`)
}

function viewOf(quote: SymbolView['quote']): SymbolView {
  const { instrument, plan, tape } = viewAfter(30)
  return { instrument, plan, tape, quote, session: sessionNow(quote.time) }
}

describe('features', () => {
  test('know everything on an ordinary day an hour after the open', () => {
    const features = deriveFeatures({ ...viewAfter(30), ...(STRONG.news && { news: STRONG.news }) })
    const { priceVolumeCorrelation: _, ...others } = features
    for (const [name, value] of Object.entries(others)) expect([name, value]).not.toEqual([name, undefined])
    expect(features).toMatchObject({ quality: 'excellent', openingRange: { fixed: true } })
  })

  test('tell an opening range that is still forming from one that is fixed', () => {
    expect(deriveFeatures(viewAfter(5)).openingRange).toMatchObject({ fixed: false })
  })

  test('count a bar that began with the session as one of today', () => {
    const session = sessionNow()
    const [first, second] = [0, 1].map((minute) =>
      quoteOf({ last: 50 + minute, totalVolume: 100 * minute, time: atMinute(minute) }),
    )
    if (!first || !second) throw new Error('two quotes were made')
    const tape = recordQuote(recordQuote(warmTape([]), first, session), second, session)
    expect(tape.recent).toMatchObject([{ time: session.openAt }])
    expect(deriveFeatures({ ...viewOf(second), tape }).lastMinuteClose).toBe(51)
  })

  test('tell price, middle and spread of the quote', () => {
    const quote = { ...quoteOf({ last: 50.05 }), bid: money('49.90'), ask: money('50.10') }
    expect(deriveFeatures(viewOf(quote))).toMatchObject({ price: 50.05, mid: 50, spreadBps: 40 })
  })

  test("look at today's developing bar with the daily indicators", () => {
    const view = viewAfter(30)
    const features = deriveFeatures(view)
    expect(features.today).toMatchObject({ close: features.price, volume: view.quote.totalVolume })
    expect(features.daily).toEqual(features.today && view.plan.daily.peek(features.today))
    expect(features.dailyPrevious).toEqual(view.plan.dailyPrevious)
  })

  test('count a last trade beyond the session high or low as part of the session', () => {
    const above = quoteOf({ last: 51, open: 50, high: 50.5, low: 49.5, totalVolume: 1_000 })
    expect(deriveFeatures(viewOf(above)).today).toMatchObject({ high: 51, low: 49.5, close: 51 })
    const below = quoteOf({ last: 49, open: 50, high: 50.5, low: 49.5, totalVolume: 1_000 })
    expect(deriveFeatures(viewOf(below)).today).toMatchObject({ high: 50.5, low: 49, close: 49 })
  })

  test('compare the volume with what is usual at the moment of the quote', () => {
    // 5,000 shares a minute are usual.
    const quote = quoteOf({ last: 50, totalVolume: 304_500, time: atMinute(30, 27) })
    expect(deriveFeatures(viewOf(quote)).volumeRatio).toBeCloseTo(2, 12)
  })

  test('measure the 20-bar return from the close 20 days before today', () => {
    const view = viewOf(quoteOf({ last: 55 }))
    const plan = { ...view.plan, plan: { ...view.plan.plan, closeTwentyBarsAgo: 50 } }
    expect(deriveFeatures({ ...view, plan }).twentyBarReturnPct).toBeCloseTo(10, 12)
  })
})

describe('nothing is invented', () => {
  const known = (features: Features) =>
    Object.entries(features).flatMap(([name, value]) => (value === undefined ? [] : [name]))

  test('for a symbol without history', () => {
    const plan = readyPlan(
      planSymbol({ instrument: STRONG.instrument, dailyBars: [], minuteSessions: [], minSessions: 5 }),
    )
    const quote = quoteOf({ last: 50, open: 49, high: 51, low: 48, totalVolume: 1_000 })
    const features = deriveFeatures({
      instrument: STRONG.instrument,
      plan,
      tape: warmTape([]),
      quote,
      session: sessionNow(),
    })
    expect(known(features).sort()).toEqual([
      'daily',
      'instrument',
      'mid',
      'price',
      'quality',
      'spreadBps',
      'time',
      'today',
    ])
    expect(features.quality).toBe('minimal')
    expect(features.daily?.rsi14).toBeUndefined()
  })

  test('from a quote without the figures of the session', () => {
    const { today, daily, volumeRatio } = deriveFeatures(viewOf(quoteOf({ last: 50 })))
    expect([today, daily, volumeRatio]).toEqual([undefined, undefined, undefined])
  })

  test("from yesterday's bars before today has one", () => {
    const features = deriveFeatures(viewAfter(1))
    const { volumeSurge, buyPressure, priceVolumeCorrelation, lastMinuteClose } = features
    expect([volumeSurge, buyPressure, priceVolumeCorrelation, lastMinuteClose]).toEqual(
      Array(4).fill(undefined),
    )
    const { velocity, volumeBreakout, minuteTrendPct, obvSlope, sessionVwap } = features
    expect([velocity, volumeBreakout, minuteTrendPct, obvSlope, sessionVwap]).toEqual(
      Array(5).fill(undefined),
    )
    expect(features.rsi14FiveMinute).toBeGreaterThan(0)
    expect(deriveFeatures(viewAfter(2)).volumeSurge).toBeGreaterThan(0)
  })

  test('about the speed of today from bars of yesterday', () => {
    expect(deriveFeatures(viewAfter(11)).velocity).toBeUndefined()
    expect(deriveFeatures(viewAfter(12)).velocity).toEqual(expect.any(Number))
  })

  test("about yesterday's opening range or one that was missed", () => {
    const view = viewAfter(30)
    const tomorrow = sessionNow((atMinute(2) + DAY_MS) as EpochMs)
    expect(deriveFeatures({ ...view, session: tomorrow }).openingRange).toBeUndefined()
    const late = recordQuote(
      warmTape([]),
      quoteOf({ last: 50, high: 51, low: 49, totalVolume: 1 }),
      sessionNow(),
    )
    expect(late.openingRange).toMatchObject({ status: 'missed' })
    expect(deriveFeatures({ ...view, tape: late }).openingRange).toBeUndefined()
  })
})
