import { expect, test } from '@jest/globals'
import type { Features } from '../../../shared/signals/features.ts'
import * as moveScores from '../../../shared/signals/move-scores.ts'
import { STRONG } from '../../support/strong-features.ts'

test.each([
  [0.3, 0],
  [0.55, 0.5],
  [0.8, 1],
  [1.5, 1],
  [2, 0.5],
  [2.5, 0],
])('a volatility of %d times the usual scores %d', (ratio, score) => {
  const daily = { realizedVolatility5: ratio * 0.4, realizedVolatility20: 0.4 }
  expect(moveScores.volatility({ ...STRONG, daily })).toBeCloseTo(score)
})

test('price action is half the place in the range, half the candle', () => {
  const today = { open: 49, high: 52, low: 48, close: 50, volume: 1 }
  const daily = { doji: false }
  expect(moveScores.priceAction({ ...STRONG, price: 49.6, today, daily })).toBeCloseTo(0.25 + 0.25)
})

test('momentum is half the RSI, half the MACD', () => {
  const daily = { rsi14: 50, macdHistogram: 1 }
  expect(moveScores.momentum({ ...STRONG, daily, dailyPrevious: {} })).toBeCloseTo(0.25 + 0.4)
})

test.each([
  [-1, 0],
  [0, 0],
  [1, 0.5],
  [2, 1],
])('a velocity of %d scores %d', (velocity, score) => {
  expect(moveScores.velocity({ ...STRONG, velocity })).toBe(score)
})

test.each([
  [1, 0],
  [2, 0.5],
  [3, 1],
])('a volume ratio of %d is an explosion of %d', (volumeRatio, score) => {
  expect(moveScores.volumeExplosion({ ...STRONG, volumeRatio })).toBe(score)
})

test.each([
  [0, 0],
  [0.5, 0],
  [1.25, 0.5],
  [2, 1],
])('a breakout on %d times the volume scores %d', (volumeBreakout, score) => {
  expect(moveScores.volumeBreakout({ ...STRONG, volumeBreakout })).toBe(score)
})

test.each<[Partial<Features>, number]>([
  [{}, 1],
  [{ minuteTrendPct: 0 }, 2 / 3],
  [{ minuteTrendPct: -1, rsi14FiveMinute: 50 }, 1 / 3],
  [{ minuteTrendPct: -1, rsi14FiveMinute: 50, price: 46 }, 0],
])('the time frames of the strong case with %j score %d', (change, score) => {
  expect(moveScores.multiTimeframe({ ...STRONG, ...change })).toBeCloseTo(score)
})

test.each<[Partial<Features>, number]>([
  [{}, 6],
  [{ rsi14FiveMinute: 50 }, 5],
  [{ sessionVwap: 50 }, 5],
  [{ sessionVwap: undefined }, 5],
  [{ daily: { rsi14: 50, macdHistogram: 0, plusDi14: 20, minusDi14: 20, ema12: 5, ema26: 5 } }, 2],
])('of the momentum of the strong case with %j, %d sixths converge', (change, sixths) => {
  expect(moveScores.convergence({ ...STRONG, ...change })).toBeCloseTo(sixths / 6)
})

test('what is not known is absent, not zero', () => {
  const { instrument, time, price, mid, spreadBps, quality } = STRONG
  const bare: Features = { instrument, time, price, mid, spreadBps, quality }
  for (const score of Object.values(moveScores)) expect(score(bare)).toBeUndefined()
})
