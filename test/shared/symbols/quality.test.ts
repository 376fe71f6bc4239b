import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import {
  momentumPart,
  qualityOf,
  rsiPart,
  technicalPart,
  trendPart,
  volatilityPart,
  volumePart,
} from '../../../shared/symbols/quality.ts'
import { risingCloses } from '../../support/candidates.ts'

const flat = (days: number, close = 100) => Array.from({ length: days }, () => close)

describe('the parts of quality on each side of their edges', () => {
  test.each([
    [54.99, 0],
    [55, 1],
    [70, 1],
    [70.01, 0.8],
    [80, 0.8],
    [80.01, 0],
  ])('RSI %d is %d', (rsi, part) => expect(rsiPart(rsi)).toBe(part))

  test.each([
    [0.99, 0.2],
    [1, 0.4],
    [1.19, 0.4],
    [1.2, 0.6],
    [1.49, 0.6],
    [1.5, 0.8],
    [1.99, 0.8],
    [2, 1],
  ])('volume of %d times its mean is %d', (ratio, part) => expect(volumePart(ratio)).toBe(part))

  test.each([
    ['exactly 2 % in 5 days', [...flat(10), 102], 0],
    ['more than 2 % in 5 days', [...flat(10), 102.01], 0.5],
    ['more than 2 % on the first of 5 days', [...flat(6), ...flat(5, 102.01)], 0.5],
    ['more than 2 % on the day before them', [...flat(5), ...flat(6, 102.01)], 0],
    ['exactly 5 % in 10 days, none of it lately', [100, ...flat(10, 105)], 0],
    ['more than 5 % in 10 days, none of it lately', [100, ...flat(10, 105.01)], 0.5],
    ['more than 5 % in 5 days', [...flat(10), 105.01], 1],
  ])('momentum, %s', (_, closes, part) => expect(momentumPart(closes)).toBe(part))

  test('momentum needs ten days before the last', () => {
    expect(momentumPart(flat(10))).toBeUndefined()
    expect(momentumPart(flat(11))).toBe(0)
  })

  test.each([
    ['a price on its averages', flat(20), 0],
    ['a rise', risingCloses(1), 1],
    ['a fall', risingCloses(-1), 0],
    ['a high 11 days ago, out of the fast average', [...flat(9), 200, ...flat(9), 101], 0.3],
    ['a high 10 days ago, within the fast average', [...flat(10), 200, ...flat(8), 101], 0.4],
    ['a dip below the fast average of a rise', [...risingCloses(1, 19), 46.5], 0.7],
  ])('technical, %s', (_, closes, part) => expect(technicalPart(closes)).toBe(part))

  test.each([10.1, 47.3, 50.05, 7.7])('technical, a price that stands at %d is above no average', (price) => {
    expect(technicalPart(flat(20, price))).toBe(0)
  })

  test('technical needs twenty days', () => expect(technicalPart(flat(19))).toBeUndefined())

  test.each([
    [0.0499, 0.2],
    [0.05, 0.5],
    [0.2499, 0.5],
    [0.25, 1],
    [0.75, 1],
    [0.7501, 0.5],
    [0.95, 0.5],
    [0.9501, 0.2],
  ])('a volatility rank of %d is %d', (rank, part) => expect(volatilityPart(rank)).toBe(part))

  test('a straight line up by half a percent of the last price a bar is half a trend', () => {
    const line = Array.from({ length: 20 }, (_, index) => 100 - (19 - index) * 0.5)
    expect(trendPart(line)).toBeCloseTo(0.5, 12)
    expect(trendPart([1_000, ...line])).toBeCloseTo(0.5, 12)
  })

  test('a trend is never below 0 nor above 1, and needs twenty days', () => {
    expect(trendPart(risingCloses(-2))).toBe(0)
    expect(trendPart(risingCloses(3))).toBe(1)
    expect(trendPart(flat(19))).toBeUndefined()
  })
})

test('quality weighs the parts as the specification says', () => {
  const weights = parseConfig({}).selector.qualityWeights
  const none = { rsi: 0, volume: 0, momentum: 0, technical: 0, volatility: 0, trend: 0 }
  const alone = Object.keys(none).map((name) => [name, qualityOf({ ...none, [name]: 1 }, weights)])
  expect(Object.fromEntries(alone)).toEqual({
    rsi: 0.2,
    volume: 0.2,
    momentum: 0.15,
    technical: 0.15,
    volatility: 0.15,
    trend: 0.15,
  })
})
