import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { maxDrawdown } from '../../../../shared/backtest/metrics/drawdown.ts'
import { drawdownCurve } from '../../../../shared/backtest/metrics/drawdown-curve.ts'
import { ulcerIndex } from '../../../../shared/backtest/metrics/ulcer-index.ts'
import { sessions } from './account-of.ts'

const account = (startUsd: number, ends: readonly number[], lows: readonly number[] = []) => ({
  startUsd,
  equity: sessions(ends, lows),
})

test('a fall runs from the end of a session to the lowest within a later one', () => {
  const fall = maxDrawdown(account(100, [120, 115, 130], [95, 90, 110]))
  expect(fall).toEqual({ pct: 25, usd: 30, sessions: 2 })
})

test('the low of a session is not held against its own end', () => {
  expect(maxDrawdown(account(100, [200], [100]))).toEqual({ pct: 0, usd: 0, sessions: 0 })
})

test('a loss from the first session on is one below the start', () => {
  expect(maxDrawdown(account(100, [90, 95]))).toMatchObject({ usd: 10, sessions: 2 })
})

test('a fall ends with the session that reaches the high again, which can be that of the low', () => {
  expect(maxDrawdown(account(100, [100, 101], [80, 100])).sessions).toBe(1)
  expect(maxDrawdown(account(100, [90, 99, 100, 101])).sessions).toBe(3)
})

test('the length is counted from the latest session at the high', () => {
  expect(maxDrawdown(account(100, [110, 105, 110, 99, 110])).sessions).toBe(2)
})

test('the deepest in dollars need not be the deepest in percent', () => {
  const fall = maxDrawdown(account(100, [50, 1_000, 900]))
  expect(fall).toEqual({ pct: 50, usd: 100, sessions: 2 })
})

test('the curve is that of the ends and of the lows below the same highs', () => {
  const curve = drawdownCurve(sessions([120, 90, 120], [100, 60, 90]), 100)
  expect(curve.map(({ date }) => date)).toEqual(['2025-01-02', '2025-01-03', '2025-01-04'])
  expect(curve.map(({ endPct }) => endPct)).toEqual([0, 25, 0])
  expect(curve.map(({ lowPct }) => lowPct)).toEqual([0, 50, 25])
})

test('the ulcer index is the root mean square of the falls at session ends', () => {
  expect(ulcerIndex(account(100, [100, 90, 80, 100], [1, 1, 1, 1]))).toBeCloseTo(
    Math.sqrt((10 ** 2 + 20 ** 2) / 4),
    9,
  )
})

const ends = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 30 })

test('the deepest fall is what every pair of an earlier end and a later low says', () => {
  fc.assert(
    fc.property(ends, ends, (highs, dips) => {
      const lows = highs.map((end, index) => Math.min(end, dips[index] ?? end))
      const all = [500, ...highs]
      const pairs = lows.flatMap((low, to) => all.slice(0, to + 1).map((high) => ({ high, low })))
      const { pct, usd } = maxDrawdown(account(500, highs, lows))
      expect(pct).toBeCloseTo(Math.max(0, ...pairs.map(({ high, low }) => ((high - low) / high) * 100)), 9)
      expect(usd).toBe(Math.max(0, ...pairs.map(({ high, low }) => high - low)))
    }),
  )
})
