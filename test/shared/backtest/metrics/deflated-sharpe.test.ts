import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { deflatedSharpe } from '../../../../shared/backtest/metrics/deflated-sharpe.ts'
import { probabilisticSharpe } from '../../../../shared/backtest/metrics/probabilistic-sharpe.ts'
import { drawn, normals } from './drawn.ts'

/**
 * The example of Bailey and López de Prado 2014: 1,250 sessions with a yearly Sharpe ratio of 2.5 (a year of 250),
 * skewness −3 and kurtosis 10. A kurtosis of skewness² + 1 is that of two values only: 1,145 gains and 105 losses.
 */
function returnsOfThePaper(): readonly number[] {
  const [sessions, gains] = [1_250, 1_145]
  const share = gains / sessions
  const deviation = 0.01 * Math.sqrt((sessions - 1) / sessions)
  const middle = (0.01 * 2.5) / Math.sqrt(250)
  const gain = middle + deviation * Math.sqrt((1 - share) / share)
  const loss = middle - deviation * Math.sqrt(share / (1 - share))
  return Array.from({ length: sessions }, (_, index) => (index < gains ? gain : loss))
}

describe('the example of the paper', () => {
  // The variance of the trials' yearly Sharpe ratios is 1/2.
  const example = { returns: returnsOfThePaper(), deviation: Math.sqrt(0.5 / 250) }

  test('after 100 trials the probability is 0.9004', () => {
    expect(Math.abs(deflatedSharpe({ ...example, trials: 100 })! - 0.9004)).toBeLessThan(0.001)
  })

  test('after 46 trials it is 0.9505', () => {
    expect(Math.abs(deflatedSharpe({ ...example, trials: 46 })! - 0.9505)).toBeLessThan(0.001)
  })
})

/** By numerical integration of the density, with the deviation of the estimate as Mertens (2002) wrote it. */
function probabilisticByIntegration(returns: readonly number[]): number {
  const n = returns.length
  const mean = returns.reduce((sum, each) => sum + each) / n
  const central = (power: number) => returns.reduce((sum, each) => sum + (each - mean) ** power, 0) / n
  const sharpe = mean / Math.sqrt((central(2) * n) / (n - 1))
  const skewness = central(3) / Math.sqrt(central(2)) ** 3
  const excess = central(4) / central(2) ** 2 - 3
  const deviation = Math.sqrt(
    (1 + sharpe ** 2 / 2 - skewness * sharpe + (excess * sharpe ** 2) / 4) / (n - 1),
  )
  const [to, steps] = [sharpe / deviation, 20_000]
  const width = to / steps
  const heights = Array.from({ length: steps }, (_, step) => Math.exp(-(((step + 0.5) * width) ** 2) / 2))
  return 0.5 + (heights.reduce((sum, height) => sum + height) * width) / Math.sqrt(2 * Math.PI)
}

test('the probabilistic Sharpe ratio is what integrating the density says', () => {
  const normal = normals(11)
  const returns = drawn(60, () => 0.002 + 0.01 * normal() ** 3)
  expect(probabilisticSharpe(returns)).toBeCloseTo(probabilisticByIntegration(returns), 7)
})

test('the probability that it is above 0 and below 0 add up to 1', () => {
  const returns = drawn(40, normals(3)).map((each) => each / 100)
  const mirrored = returns.map((each) => -each)
  expect(probabilisticSharpe(returns)! + probabilisticSharpe(mirrored)!).toBeCloseTo(1, 12)
})

const returns = fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), { minLength: 5, maxLength: 80 })

test('with one trial the deflated Sharpe ratio is the probabilistic one, whatever the deviation', () => {
  fc.assert(
    fc.property(returns, fc.double({ min: 0, max: 1, noNaN: true }), (each, deviation) => {
      expect(deflatedSharpe({ returns: each, trials: 1, deviation })).toBe(probabilisticSharpe(each))
    }),
  )
})

test('each further trial takes something away', () => {
  fc.assert(
    fc.property(returns, fc.integer({ min: 1, max: 10_000 }), (each, trials) => {
      const fewer = deflatedSharpe({ returns: each, trials })
      const more = deflatedSharpe({ returns: each, trials: trials + 1 })
      if (fewer === undefined || fewer < 1e-12 || fewer > 1 - 1e-9) return
      expect(more).toBeLessThan(fewer)
    }),
  )
})

test('the best of many without skill looks like nothing after deflation', () => {
  const normal = normals(5)
  const tried = Array.from({ length: 200 }, () => drawn(100, () => 0.01 * normal()))
  const chances = tried.map((each) => probabilisticSharpe(each)!)
  const best = tried[chances.indexOf(Math.max(...chances))]!
  expect(probabilisticSharpe(best)).toBeGreaterThan(0.98)
  expect(deflatedSharpe({ returns: best, trials: 200 })).toBeLessThan(0.8)
})
