import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { RollingSum } from '../../../shared/indicators/rolling-sum.ts'

const RELATIVE_MAX = 1e-13

/** Volumes and traded values: mostly ordinary, now and then a thousand million times as large. */
const amounts = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.double({ min: 0, max: 1_000, noNaN: true }) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 1e12, noNaN: true }) },
  ),
  { maxLength: 300, size: 'max' },
)

test('the sum is that of the numbers in the window, however large the ones that left', () => {
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 25 }), (values, capacity) => {
      const rolling = new RollingSum(capacity)
      values.forEach((value, index) => {
        rolling.push(value)
        const inside = values.slice(Math.max(0, index + 1 - capacity), index + 1)
        const expected = inside.reduce((sum, each) => sum + each, 0)
        expect(Math.abs(rolling.sum - expected)).toBeLessThanOrEqual(RELATIVE_MAX * expected)
      })
    }),
    { numRuns: 50 },
  )
})

test('a million bars do not make it drift', () => {
  const capacity = 19
  const rolling = new RollingSum(capacity)
  const price = (bar: number) => 300 + 100 * Math.sin(bar / 1_000) + (bar % 7) / 10
  let worst = 0
  for (let bar = 0; bar < 1_000_000; bar += 1) {
    rolling.push(price(bar))
    if (bar % 1_009 !== 1_008) continue
    let expected = 0
    for (let inside = bar - capacity + 1; inside <= bar; inside += 1) expected += price(inside)
    worst = Math.max(worst, Math.abs(rolling.sum / expected - 1))
  }
  // The rounding of some forty additions; without taking the sum anew it is ten times as much.
  expect(worst).toBeLessThan(5e-15)
})

test('a saved sum that was not a number is refused', () => {
  const saved = JSON.parse('{"window":{"slots":[],"nextSlot":0},"sum":null}')
  expect(() => new RollingSum(3).restore(saved)).toThrow('saved sum.sum must be a finite number, was null')
})
