import { expect, test } from '@jest/globals'
import { expectedReturnPct, tierOf } from '../../../shared/signals/tier.ts'

test.each([
  [1, 'ULTRA'],
  [0.99, 'ULTRA'],
  [0.9899, 'VERY HIGH'],
  [0.95, 'VERY HIGH'],
  [0.9499, 'HIGH'],
  [0.9, 'HIGH'],
  [0.8999, 'MEDIUM'],
  [0.8, 'MEDIUM'],
  [0.7999, 'LOW'],
  [0, 'LOW'],
])('a score of %d is %s', (score, tier) => {
  expect(tierOf(score)).toBe(tier)
})

function label(
  momentum: number,
  volumeRatio: number | undefined,
  style: 'standard' | 'advanced' | 'quantum' = 'standard',
) {
  const parts = { macd: momentum, stochastic: momentum, rsi: momentum }
  return expectedReturnPct({ volumeRatio }, { parts }, style)
}

test.each([
  [0.8, 2, 25],
  [0.79, 2, 12],
  [0.8, 1.99, 12],
  [0.6, 1.5, 12],
  [0.59, 1.5, 5],
  [0.6, 1.49, 5],
  [0.4, 1.2, 5],
  [0.39, 1.2, 3],
  [0.4, 1.19, 3],
])('momentum %d on %d times the volume is labelled %d %%', (momentum, ratio, pct) => {
  expect(label(momentum, ratio)).toBe(pct)
})

test.each([
  [{ macd: 1, stochastic: 0.5, rsi: 0.9 }, 25],
  [{ macd: 1, stochastic: 0.5, rsi: 0.89 }, 12],
  [{ macd: 0, stochastic: 1, rsi: 0.8 }, 12],
  [{ macd: 0, stochastic: 1, rsi: 0.79 }, 5],
  [{ macd: 1, stochastic: 0, rsi: 0.2 }, 5],
  [{ macd: 1, stochastic: 0, rsi: 0.19 }, 3],
])('momentum is the mean of %j: %d %%', (parts, pct) => {
  expect(expectedReturnPct({ volumeRatio: 2 }, { parts }, 'standard')).toBe(pct)
})

test('the bolder styles expect more', () => {
  expect(label(0.9, 3, 'advanced')).toBe(30)
  expect(label(0.9, 3, 'quantum')).toBe(37.5)
})

test('what is not known gets the lowest label', () => {
  expect(label(1, undefined)).toBe(3)
  expect(expectedReturnPct({ volumeRatio: 3 }, { parts: { macd: 1, rsi: 1 } }, 'standard')).toBe(3)
})
