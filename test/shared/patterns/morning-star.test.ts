import { describe, expect, test } from '@jest/globals'
import { isMorningStar } from '../../../shared/patterns/morning-star.ts'

const candle = (open: number, high: number, low: number, close: number) => ({ open, high, low, close })

/** Falls from 110 to 100 within a range of 20: exactly long enough. */
const first = candle(110, 115, 95, 100)
/** A body of 3, exactly 30 % of the first, that ends at the first close: exactly low enough. */
const star = candle(97, 101, 96, 100)
/** Closes at 105, exactly the middle of the first body. */
const last = candle(101, 106, 100, 105)

test('three candles that meet every rule exactly are a morning star', () => {
  expect(isMorningStar(first, star, last)).toBe(true)
})

describe('a cent beyond any rule they are none', () => {
  test.each([
    ['the first body is shorter than half its range', candle(110, 115.01, 95, 100), star, last],
    ['the first candle rises', candle(90, 105, 85, 100), star, last],
    ['nothing moved before the last candle', candle(100, 100, 100, 100), candle(100, 100, 100, 100), last],
    ['the star body is larger', first, candle(96.99, 101, 96, 100), last],
    ['the star reaches into the first body', first, candle(98, 101, 96, 100.01), last],
    ['the star falls from inside the first body', first, candle(100.01, 101, 96, 98), last],
    ['the last close is under the middle', first, star, candle(101, 106, 100, 104.99)],
    ['the last candle falls', first, star, candle(107, 108, 100, 106)],
    ['the last candle has no body', first, star, candle(106, 108, 100, 106)],
  ])('%s', (_, one, two, three) => {
    expect(isMorningStar(one, two, three)).toBe(false)
  })
})

test('a falling star will do as well as a rising one', () => {
  expect(isMorningStar(first, candle(100, 101, 96, 97), last)).toBe(true)
})
