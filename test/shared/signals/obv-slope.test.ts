import { expect, test } from '@jest/globals'
import { obvSlope } from '../../../shared/signals/obv-slope.ts'
import { tapeBars } from '../../support/tape-bars.ts'

const rising = Array.from({ length: 20 }, (_, index) => 50 + index)

test('every bar bought adds its volume: the slope is the volume of a bar', () => {
  expect(obvSlope(tapeBars(rising))).toBeCloseTo(100, 12)
  expect(obvSlope(tapeBars([...rising].reverse()))).toBeCloseTo(-100, 12)
})

test('a price that stands has no slope', () => {
  expect(obvSlope(tapeBars(Array(20).fill(50)))).toBe(0)
})

test('one big sale at the end does not turn twenty bars round', () => {
  expect(obvSlope(tapeBars([...rising.slice(1), 60], { volume: 900 }))).toBeGreaterThan(0)
})

test('it is not known from nineteen bars', () => {
  expect(obvSlope(tapeBars(rising.slice(1)))).toBeUndefined()
})
