import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Rsi } from '../../../shared/indicators/rsi.ts'
import type { TapeBar } from '../../../shared/market-data/recorder.ts'
import {
  coldFiveMinuteRsi,
  feedFiveMinuteRsi,
  fiveMinuteRsiNow,
  fiveMinuteRsiSchema,
} from '../../../shared/signals/five-minute-rsi.ts'
import { atMinute } from '../../support/session.ts'

function minute(index: number, close: number): TapeBar {
  return {
    time: atMinute(index),
    open: close,
    high: close,
    low: close,
    close,
    volume: 1,
    minutes: 1,
    recorded: true,
  }
}

/** Long enough for the RSI to be warm. */
const closesByMinute = fc.array(fc.integer({ min: 4_000, max: 6_000 }), { minLength: 80, maxLength: 160 })

test('is the RSI of the last close of every five minutes', () => {
  fc.assert(
    fc.property(closesByMinute, (closes) => {
      const state = closes
        .map((close, index) => minute(index, close))
        .reduce(feedFiveMinuteRsi, coldFiveMinuteRsi())
      const fifths = closes.filter((_, index) => index % 5 === 4 && index < closes.length - 1)
      const oracle = new Rsi(14)
      const previous = fifths.map((close) => oracle.next(close)).at(-1)
      expect(state.previous).toBe(previous)
      expect(fiveMinuteRsiNow(state)).toBe(oracle.peek(closes.at(-1) ?? 0))
    }),
  )
})

test('is absent until 15 intervals have been seen', () => {
  let state = coldFiveMinuteRsi()
  expect(fiveMinuteRsiNow(state)).toBeUndefined()
  for (let index = 0; index < 14 * 5; index += 1)
    state = feedFiveMinuteRsi(state, minute(index, 50 + (index % 7)))
  expect(fiveMinuteRsiNow(state)).toBeUndefined()
  state = feedFiveMinuteRsi(state, minute(70, 51))
  expect(fiveMinuteRsiNow(state)).toBeGreaterThan(0)
  expect(state.previous).toBeUndefined()
})

test('goes on where it was after the store', () => {
  fc.assert(
    fc.property(closesByMinute, fc.nat(79), (closes, cut) => {
      const bars = closes.map((close, index) => minute(index, close))
      const stored = JSON.parse(
        JSON.stringify(bars.slice(0, cut).reduce(feedFiveMinuteRsi, coldFiveMinuteRsi())),
      )
      const resumed = bars.slice(cut).reduce(feedFiveMinuteRsi, fiveMinuteRsiSchema.parse(stored))
      expect(resumed).toEqual(bars.reduce(feedFiveMinuteRsi, coldFiveMinuteRsi()))
    }),
  )
})
