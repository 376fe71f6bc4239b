import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { returnHistogram } from '../../../../shared/backtest/metrics/return-histogram.ts'

test('a value on a bound belongs to the bin that begins there, the largest to the last one', () => {
  expect(returnHistogram([-2, -1, 0, 0, 1, 2], 4)).toEqual([
    { from: -2, to: -1, count: 1 },
    { from: -1, to: 0, count: 1 },
    { from: 0, to: 1, count: 2 },
    { from: 1, to: 2, count: 2 },
  ])
})

test('no value has no bin and equal values have one', () => {
  expect(returnHistogram([], 5)).toEqual([])
  expect(returnHistogram([3, 3], 5)).toEqual([{ from: 3, to: 3, count: 2 }])
})

test('what cannot be counted is refused by name', () => {
  expect(() => returnHistogram([1, Number.NaN], 5)).toThrow('values hold NaN; allowed: finite numbers')
  expect(() => returnHistogram([1], 0)).toThrow('bins is 0; allowed: a whole number from 1 on')
})

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })

test('every value is counted in the bin whose bounds hold it', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 20 }), (all, bins) => {
      const histogram = returnHistogram(all, bins)
      for (const [index, { from, to, count }] of histogram.entries()) {
        const isLast = index === histogram.length - 1
        expect(count).toBe(
          all.filter((value) => value >= from && (value < to || (isLast && value === to))).length,
        )
      }
    }),
  )
})
