import { expect, test } from '@jest/globals'
import { isBullishEngulfing } from '../../../shared/patterns/bullish-engulfing.ts'

const candle = (open: number, close: number) => ({ open, high: 120, low: 80, close })
const fall = candle(102, 100)

test('the rising body reaches beyond the falling one at both ends', () => {
  expect(isBullishEngulfing(fall, candle(99.99, 102.01))).toBe(true)
  expect(isBullishEngulfing(fall, candle(100, 102.01))).toBe(false)
  expect(isBullishEngulfing(fall, candle(99.99, 102))).toBe(false)
})

test('a falling candle does not engulf, however long', () => {
  expect(isBullishEngulfing(fall, candle(110, 90))).toBe(false)
})

test('only a falling candle can be engulfed', () => {
  expect(isBullishEngulfing(candle(100, 102), candle(99, 103))).toBe(false)
  expect(isBullishEngulfing(candle(100, 100), candle(99, 103))).toBe(false)
})
