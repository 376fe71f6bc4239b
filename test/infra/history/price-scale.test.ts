import { describe, expect, test } from '@jest/globals'
import { priceScale, scaled } from '../../../infra/history/price-scale.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'

function closing(close: number) {
  return { date: '2022-03-15' as ExchangeDate, open: close, high: close, low: close, close, volume: 900 }
}

describe('the price scale of a daily series beside a tape', () => {
  test.each([
    ['the same, a missed closing auction apart', 100, 101.9, 1],
    ['three times after a 3:1 split', 100, 300.5, 3],
    ['a fifth after a 1:5 reverse split', 100, 19.9, 1 / 5],
    ['as it is when no whole split explains it', 100, 103, 1.03],
    ['as it is for a 3:2 split', 100, 150, 1.5],
  ])('is %s', (_, daily, onTape, scale) => {
    expect(priceScale(closing(daily), closing(onTape))).toBeCloseTo(scale, 12)
  })

  test('multiplies prices and divides shares', () => {
    expect(scaled(closing(10), 3)).toEqual({ ...closing(30), volume: 300 })
    expect(scaled(closing(10), 1)).toEqual(closing(10))
  })
})
