import { expect, test } from '@jest/globals'
import { velocity } from '../../../shared/signals/velocity.ts'
import { tapeBars } from '../../support/tape-bars.ts'

/** Eleven bars of two minutes: ten changes in 20 minutes. */
const climb = tapeBars(Array.from({ length: 11 }, (_, index) => 50 + 0.1 * index))

test('a move of a daily ATR brought to the time of the bars is a velocity of 1', () => {
  const atr14 = 1 / Math.sqrt(20 / 390)
  expect(velocity(climb, atr14)).toBeCloseTo(1, 12)
})

test('a fall has a negative velocity, a stand none', () => {
  expect(velocity(tapeBars(climb.map(({ close }) => 100 - close)), 2)).toBeLessThan(0)
  expect(velocity(tapeBars(climb.map(() => 50)), 2)).toBe(0)
})

test('velocity is not known from ten bars, without an ATR, or when nothing ever moves', () => {
  expect(velocity(climb.slice(1), 2)).toBeUndefined()
  expect(velocity(climb, undefined)).toBeUndefined()
  expect(velocity(climb, 0)).toBeUndefined()
})
