import { describe, expect, test } from '@jest/globals'
import type { IndicatorRow } from '../../../shared/indicators/indicator-row.ts'
import type { Features } from '../../../shared/signals/features.ts'
import * as subScores from '../../../shared/signals/sub-scores.ts'
import { STRONG } from '../../support/strong-features.ts'

function daily(row: IndicatorRow, previous: IndicatorRow = {}): Features {
  return { ...STRONG, daily: row, dailyPrevious: previous }
}

test('the stack of averages gives a third for each step', () => {
  const stack = (row: IndicatorRow) => subScores.smaStack({ ...daily(row), price: 50 })
  expect(stack({ sma20: 46, sma50: 44, sma200: 40 })).toBe(1)
  expect(stack({ sma20: 46, sma50: 44, sma200: 45 })).toBeCloseTo(2 / 3)
  expect(stack({ sma20: 46, sma50: 44 })).toBeCloseTo(2 / 3)
  expect(stack({ sma20: 46 })).toBeCloseTo(1 / 3)
  expect(stack({ sma20: 50, sma50: 50, sma200: 50 })).toBe(0)
  expect(stack({ sma50: 44, sma200: 40 })).toBeUndefined()
})

test.each([
  [10, 0],
  [14, 0.5],
  [18, 1],
  [20, 1],
])('a price of %d in a session of 10-20 has position %d', (price, score) => {
  const today = { open: 10, high: 20, low: 10, close: price, volume: 1 }
  expect(subScores.pricePosition({ ...STRONG, price, today })).toBeCloseTo(score)
})

test.each([
  [0.2, 0.1, 1],
  [0.2, 0.2, 0.8],
  [0, -0.1, 0.6],
  [-0.2, -0.2, 0],
])('a MACD histogram of %d after %d scores %d', (now, before, score) => {
  expect(subScores.macd(daily({ macdHistogram: now }, { macdHistogram: before }))).toBe(score)
})

test('a MACD histogram without a past is not growing', () => {
  expect(subScores.macd(daily({ macdHistogram: 0.2 }))).toBe(0.8)
})

test.each([
  [50, 0],
  [60, 0.5],
  [70, 1],
  [100, 1],
  [112.5, 0.75],
  [125, 0.5],
  [200, 0.5],
])('a price of %d between bands of 0 and 100 scores %d', (price, score) => {
  const row = { bollingerLower: 0, bollingerUpper: 100 }
  expect(subScores.bollinger({ ...daily(row), price })).toBeCloseTo(score)
})

test.each([
  [60, 59, 1],
  [60, 60, 0],
  [80, 80, 0.5],
  [79.9, 85, 0],
])('stochastic K %d over D %d scores %d', (stochasticK, stochasticD, score) => {
  expect(subScores.stochastic(daily({ stochasticK, stochasticD }))).toBe(score)
})

describe('the candle of today', () => {
  const up = { open: 10, high: 12, low: 9, close: 11, volume: 1 }
  const down = { ...up, close: 9.5 }

  test.each<[Features['today'], IndicatorRow, number]>([
    [down, { bullishEngulfing: true }, 1],
    [down, { morningStar: true }, 1],
    [down, { hammer: true }, 1],
    [up, { doji: false }, 0.5],
    [up, { doji: true }, 0],
    [up, {}, 0],
    [down, { doji: false }, 0],
    [{ ...up, close: 10 }, { doji: false }, 0],
  ])('%j with %j scores %d', (today, row, score) => {
    expect(subScores.pattern({ ...daily(row), today })).toBe(score)
  })
})

test.each([
  [1.3, 0],
  [1.7, 0.5],
  [2.1, 1],
  [9, 1],
])('a volume ratio of %d scores %d', (volumeRatio, score) => {
  expect(subScores.volumeRatio({ ...STRONG, volumeRatio })).toBeCloseTo(score)
})

test.each([
  [0, 0],
  [0.75, 0.5],
  [1.5, 1],
])('a volume surge of %d scores %d', (volumeSurge, score) => {
  expect(subScores.volumeSurge({ ...STRONG, volumeSurge })).toBe(score)
})

test.each([
  [0.3, 0],
  [0.5, 0.5],
  [0.7, 1],
])('a buy pressure of %d scores %d', (buyPressure, score) => {
  expect(subScores.volumeSide({ ...STRONG, buyPressure })).toBeCloseTo(score)
})

test.each([
  [44, 0],
  [45, 0],
  [50, 0.5],
  [54.9, 0.99],
  [55, 1],
  [70, 1],
  [70.1, 0.8],
  [80, 0.8],
  [85, 0.4],
  [90, 0],
  [100, 0],
])('a daily RSI14 of %d scores %d', (rsi14, score) => {
  expect(subScores.rsi(daily({ rsi14 }))).toBeCloseTo(score)
})

test.each([
  [9, 0],
  [10, 0],
  [15, 0.5],
  [20, 1],
  [25, 1],
])('a price of %d against an opening range of 10-20 scores %d', (price, score) => {
  for (const fixed of [false, true])
    expect(subScores.openingRange({ ...STRONG, price, openingRange: { high: 20, low: 10, fixed } })).toBe(
      score,
    )
})

describe('a range without height says nothing', () => {
  test('of the session, the bands, or the opening', () => {
    const flat = { open: 10, high: 10, low: 10, close: 10, volume: 1 }
    expect(subScores.pricePosition({ ...STRONG, price: 10, today: flat })).toBeUndefined()
    expect(subScores.bollinger(daily({ bollingerLower: 10, bollingerUpper: 10 }))).toBeUndefined()
    expect(
      subScores.openingRange({ ...STRONG, openingRange: { high: 10, low: 10, fixed: true } }),
    ).toBeUndefined()
  })
})
