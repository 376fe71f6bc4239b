import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { roundSteps } from '../../../shared/charts/round-steps.ts'

test.each([
  [{ from: 184.3, to: 194.2 }, 8, [186, 188, 190, 192, 194], 0],
  [{ from: 31.02, to: 31.41 }, 5, [31.1, 31.2, 31.3, 31.4], 1],
  [{ from: -120, to: 260 }, 4, [-100, 0, 100, 200], 0],
  [{ from: 0.2031, to: 0.2036 }, 8, [0.2031, 0.2032, 0.2033, 0.2034, 0.2035, 0.2036], 4],
])('from %j there are at most %i steps: %j', (range, countMax, values, decimals) => {
  expect(roundSteps(range, countMax)).toEqual({ values, decimals })
})

test('steps lie within the range, are no more than wanted and never none where there is room for three', () => {
  const range = fc
    .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6, noNaN: true }))
    .map(([from, width]) => ({ from, to: from + width }))
  fc.assert(
    fc.property(range, fc.integer({ min: 3, max: 9 }), (within, countMax) => {
      const { values } = roundSteps(within, countMax)
      expect(values.length).toBeLessThanOrEqual(countMax)
      expect(values.length).toBeGreaterThan(0)
      const slack = (within.to - within.from) * 1e-3
      for (const value of values) {
        expect(value).toBeGreaterThanOrEqual(within.from - slack)
        expect(value).toBeLessThanOrEqual(within.to + slack)
      }
    }),
  )
})
