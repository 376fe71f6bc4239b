import { expect, test } from '@jest/globals'
import { isDoji } from '../../../shared/patterns/doji.ts'

const candle = (open: number, high: number, low: number, close: number) => ({ open, high, low, close })

test('a body of a tenth of the range is a doji, one of a cent more is not', () => {
  expect(isDoji(candle(105, 110, 100, 106))).toBe(true)
  expect(isDoji(candle(106, 110, 100, 105))).toBe(true)
  expect(isDoji(candle(105, 110, 100, 106.01))).toBe(false)
  expect(isDoji(candle(106.01, 110, 100, 105))).toBe(false)
})

test('a tenth in cents counts as a tenth although binary fractions miss it', () => {
  expect(50.06 - 50.05).toBeGreaterThan(0.1 * (50.1 - 50))
  expect(isDoji(candle(50.05, 50.1, 50, 50.06))).toBe(true)
  expect(isDoji(candle(50.05, 50.1, 50, 50.0601))).toBe(false)
})

test('a bar of one price is a doji', () => {
  expect(isDoji(candle(7, 7, 7, 7))).toBe(true)
})
