import { describe, expect, test } from '@jest/globals'
import { array, assert, integer, property } from 'fast-check'
import { printsOfBar } from '../../../../shared/backtest/market/bar-prints.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'

const time = 1_647_351_000_000 as EpochMs
const rising = { time, open: 10, high: 12, low: 9, close: 11, volume: 10 }
const falling = { ...rising, open: 11, close: 10 }

describe('the prints of a bar', () => {
  test('a rising minute prints open, low, high, close at its fixed seconds', () => {
    expect(printsOfBar(rising, 60_000)).toEqual([
      { time: time + 500, price: 100_000, size: 3 },
      { time: time + 20_000, price: 90_000, size: 3 },
      { time: time + 40_000, price: 120_000, size: 2 },
      { time: time + 59_500, price: 110_000, size: 2 },
    ])
  })

  test('a falling minute prints its high first', () => {
    expect(printsOfBar(falling, 60_000).map(({ price }) => price)).toEqual([
      110_000, 120_000, 90_000, 100_000,
    ])
  })

  test('an unchanged minute prints its low first', () => {
    const prints = printsOfBar({ ...rising, close: 10 }, 60_000)
    expect(prints.map(({ price }) => price)).toEqual([100_000, 90_000, 120_000, 100_000])
  })

  test('a second prints at its quarters', () => {
    expect(printsOfBar(rising, 1_000).map((print) => print.time - time)).toEqual([0, 250, 500, 750])
  })

  test('a price with six decimals is settled on 1/10,000', () => {
    expect(printsOfBar({ ...rising, open: 10.123456 }, 60_000)[0]?.price).toBe(101_235)
  })

  test('other bar lengths are refused', () => {
    expect(() => printsOfBar(rising, 300_000)).toThrow('no print moments for bars of 300000 ms')
  })

  test('sizes are whole, differ by at most one and add up to the volume', () => {
    assert(
      property(integer({ min: 0, max: 1_000_000_000 }), (volume) => {
        const sizes = printsOfBar({ ...rising, volume }, 60_000).map(({ size }) => size)
        expect(sizes.reduce((sum, size) => sum + size)).toBe(volume)
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('the prints reach exactly the extremes of the bar', () => {
    const cents = integer({ min: 1, max: 10_000_000 })
    assert(
      property(array(cents, { minLength: 4, maxLength: 4 }), (prices) => {
        const [low, first, second, high] = prices
          .toSorted((one, other) => one - other)
          .map((price) => price / 100)
        const bar = { ...rising, open: first!, close: second!, high: high!, low: low! }
        const printed = printsOfBar(bar, 60_000).map(({ price }) => price)
        expect(Math.max(...printed)).toBe(Math.round(high! * 10_000))
        expect(Math.min(...printed)).toBe(Math.round(low! * 10_000))
      }),
    )
  })
})
