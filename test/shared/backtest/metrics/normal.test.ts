import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { normalProbability } from '../../../../shared/backtest/metrics/normal-probability.ts'
import { normalQuantile } from '../../../../shared/backtest/metrics/normal-quantile.ts'

// Abramowitz and Stegun, "Handbook of Mathematical Functions", 1964, table 26.1.
test.each([
  [0, 0.5],
  [0.02, 0.507978313716902],
  [0.5, 0.691462461274013],
  [1, 0.841344746068543],
  [1.5, 0.933192798731142],
  [2, 0.977249868051821],
  [3, 0.99865010196837],
  [4, 0.999968328758167],
])('a normal value is at most %d with the tabulated probability', (z, probability) => {
  expect(Math.abs(normalProbability(z) - probability)).toBeLessThan(1e-13)
  expect(Math.abs(normalProbability(-z) - (1 - probability))).toBeLessThan(1e-13)
})

// The percentage points that every table of the distribution prints.
test.each([
  [0.75, 0.674489750196082],
  [0.9, 1.2815515655446],
  [0.95, 1.64485362695147],
  [0.975, 1.95996398454005],
  [0.995, 2.5758293035489],
  [0.999, 3.09023230616781],
  [0.999999, 4.7534243088229],
])('a normal value stays below the tabulated point with probability %d', (probability, point) => {
  expect(Math.abs(normalQuantile(probability) - point)).toBeLessThan(1e-9)
  expect(Math.abs(normalQuantile(1 - probability) + point)).toBeLessThan(1e-9)
})

/** 1/2 + density × (z + z³/3 + z⁵/15 + …), Abramowitz and Stegun 26.2.11. */
function bySeries(z: number): number {
  let [term, sum] = [z, z]
  for (let odd = 3; odd < 400; odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return 0.5 + (sum * Math.exp(-(z * z) / 2)) / Math.sqrt(2 * Math.PI)
}

test('the probability is what the series says', () => {
  fc.assert(
    fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (z) => {
      expect(Math.abs(normalProbability(z) - bySeries(z))).toBeLessThan(1e-13)
    }),
  )
})

test('the quantile undoes the probability, into the tails', () => {
  fc.assert(
    fc.property(fc.double({ min: -6.9, max: 6.9, noNaN: true }), (z) => {
      const probability = normalProbability(-Math.abs(z))
      expect(Math.abs(normalQuantile(probability) + Math.abs(z))).toBeLessThan(1e-9)
    }),
  )
  expect(normalQuantile(1e-20)).toBeCloseTo(-9.26234008979841, 9)
})

test('nothing is beyond the ends', () => {
  expect([normalProbability(-40), normalProbability(40)]).toEqual([0, 1])
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
})
