import { describe, expect, test } from '@jest/globals'
import { isHammer } from '../../../shared/patterns/hammer.ts'

/** A body of 2 dollars from 100 up, with the shadows asked for. */
const rising = (lower: number, upper: number) => ({
  open: 100,
  high: 102 + upper,
  low: 100 - lower,
  close: 102,
})

const falling = (lower: number, upper: number) => ({ ...rising(lower, upper), open: 102, close: 100 })

describe.each([
  ['rising', rising],
  ['falling', falling],
])('a %s candle', (_, candle) => {
  test('is a hammer with a lower shadow of two bodies, not with a cent less', () => {
    expect(isHammer(candle(4, 0))).toBe(true)
    expect(isHammer(candle(3.99, 0))).toBe(false)
  })

  test('is a hammer with an upper shadow of half a body, not with a cent more', () => {
    expect(isHammer(candle(4, 1))).toBe(true)
    expect(isHammer(candle(4, 1.01))).toBe(false)
  })
})

test('two bodies in cents count as two although binary fractions miss them', () => {
  expect(2 * (47.06 - 47.04)).toBeGreaterThan(47.04 - 47)
  expect(isHammer({ open: 47.04, high: 47.06, low: 47, close: 47.06 })).toBe(true)
  expect(isHammer({ open: 47.04, high: 47.06, low: 47.0001, close: 47.06 })).toBe(false)
})

test('without a body any lower shadow will do, and no upper one', () => {
  expect(isHammer({ open: 10, high: 10, low: 9, close: 10 })).toBe(true)
  expect(isHammer({ open: 10, high: 10.01, low: 9, close: 10 })).toBe(false)
})

test('a bar of one price is no hammer', () => {
  expect(isHammer({ open: 10, high: 10, low: 10, close: 10 })).toBe(false)
})
