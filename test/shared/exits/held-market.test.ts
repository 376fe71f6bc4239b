import { describe, expect, test } from '@jest/globals'
import { heldMarket } from '../../../shared/exits/held-market.ts'
import { fiveMinuteRsiNow } from '../../../shared/signals/five-minute-rsi.ts'
import { recordQuote, type SymbolTape, warmTape } from '../../../shared/signals/symbol-tape.ts'
import { DAY_MS, type EpochMs } from '../../../shared/time/instant.ts'
import { quoteOf } from '../../support/quotes.ts'
import { atMinute, sessionNow } from '../../support/session.ts'

const session = sessionNow()

const YESTERDAY = Array.from({ length: 390 }, (_, index) => {
  const close = 50 + Math.sin(index / 9)
  const time = (atMinute(index) - DAY_MS) as EpochMs
  return { time, open: close, high: close + 0.1, low: close - 0.1, close, volume: 500 }
})

const poll = (minute: number, last = 50, totalVolume = 1_000 * minute) =>
  quoteOf({ last, totalVolume, time: atMinute(minute) })

const watched = (minutes: number): SymbolTape =>
  Array.from({ length: minutes }, (_, minute) => minute).reduce(
    (tape, minute) => recordQuote(tape, poll(minute), session),
    warmTape(YESTERDAY),
  )

const profile = { sessions: 20, dayVolume: 390_000, minuteShares: Array.from({ length: 390 }, () => 256) }

describe('what is not known is absent', () => {
  test('without plan and tape nothing is known', () => {
    expect(heldMarket({}, poll(60), session)).toStrictEqual({})
  })

  test('a tape of earlier days only says nothing about now', () => {
    expect(heldMarket({ tape: warmTape(YESTERDAY) }, poll(0), session)).toEqual({})
  })

  test('a tape of fewer than six bars has no latest bar to compare', () => {
    const tape = (bars: number) =>
      Array.from({ length: bars }, (_, minute) => poll(minute)).reduce(
        (before, quote) => recordQuote(before, quote, session),
        warmTape([]),
      )
    expect(heldMarket({ tape: tape(6) }, poll(5), session)).toStrictEqual({})
    expect(heldMarket({ tape: tape(6) }, poll(6), session)).toHaveProperty('latestBar.volumeMultiple', 1)
  })

  test('a quote without a total volume has no volume ratio', () => {
    const plan = { atr14: 2, volumeProfile: profile }
    expect(heldMarket({ plan }, quoteOf({ last: 50 }), session)).toEqual({ atr14: 2 })
  })
})

test('the plan gives the daily ATR and the volume ratio at this time of day', () => {
  const plan = { atr14: 2, volumeProfile: profile }
  const market = heldMarket({ plan }, poll(60, 50, 30_000), session)
  expect(market.atr14).toBe(2)
  expect(market.volumeRatio).toBeCloseTo(30_000 / (390_000 * 60 * 0.00256), 12)
})

test('the quote of this look completes the latest bar: a fall on three times the volume', () => {
  const tape = watched(20)
  const { latestBar, rsi14FiveMinute, minuteAtr } = heldMarket({ tape }, poll(20, 49, 22_000), session)
  expect(latestBar?.startedAt).toBe(atMinute(19))
  expect(latestBar?.minutes).toBe(1)
  expect(latestBar?.changePct).toBeCloseTo(-2, 12)
  expect(latestBar?.volumeMultiple).toBeCloseTo(3, 12)
  expect(minuteAtr).toBeCloseTo(1 / 14, 12)
  const after = recordQuote(tape, poll(20, 49, 22_000), session)
  expect(rsi14FiveMinute).toBe(fiveMinuteRsiNow(after.fiveMinuteRsi))
})

test('the first bar of the session is one of today', () => {
  const { latestBar } = heldMarket({ tape: watched(1) }, poll(1), session)
  expect(latestBar?.startedAt).toBe(session.openAt)
})

test('the minute ATR comes from bars of today alone', () => {
  expect(heldMarket({ tape: watched(14) }, poll(14), session).minuteAtr).toBeUndefined()
  expect(heldMarket({ tape: watched(15) }, poll(15), session).minuteAtr).toBe(0)
})
