import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseConfig } from '../../../shared/config/config.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import { ladderStop } from '../../../shared/exits/ladder.ts'
import { trailingStop } from '../../../shared/exits/trailing-stop.ts'

const rules = parseConfig({ exits: { trailProfile: 'ladder' } }).exits
const entry = money('100')
const stopAt = (high: string, atr14?: number) => ladderStop({ entry, highWater: money(high), atr14 }, rules)

describe('each rung begins at its gain, not a ten-thousandth of a dollar earlier', () => {
  test.each([
    ['below 1 % the simple distance of 0.8 %', '100.9999', '100.1919'],
    ['from 1 % the distance is 1.5 daily ATR', '101', '100.25'],
    ['just below 2 % it is the ATR still', '101.9999', '101.2499'],
    ['from 2 % it is 1.5 %', '102', '100.47'],
    ['just below 3 %', '102.9999', '101.4549'],
    ['from 3 % it is 2 %', '103', '100.94'],
    ['just below 5 %', '104.9999', '102.8999'],
    ['from 5 % it is 3 %', '105', '101.85'],
    ['just below 10 %', '109.9999', '106.6999'],
    ['from 10 % it is 5 %', '110', '104.5'],
  ])('%s', (_, high, stop) => {
    expect(stopAt(high, 0.5)).toBe(money(stop))
  })
})

test('without an ATR the ATR rung grants no stop, and the others need none', () => {
  expect(stopAt('101')).toBeUndefined()
  expect(stopAt('101.9999')).toBeUndefined()
  expect(stopAt('100.9')).toBe(money('100.0928'))
  expect(stopAt('102')).toBe(money('100.47'))
})

test('the trailing stop climbs the ladder only in the ladder profile', () => {
  const seen = { entry, highWater: money('110'), stop: money('97'), atr14: 0.5 }
  expect(trailingStop(seen, rules)).toBe(money('104.5'))
  expect(trailingStop(seen, parseConfig({}).exits)).toBe(money('109.12'))
})

test('widening never lowers the stop: the trail grants nothing below the stop there is', () => {
  const cents = fc.integer({ min: 9_000, max: 13_000 }).map((value) => (value * 100) as Money)
  fc.assert(
    fc.property(
      cents,
      cents,
      fc.option(fc.double({ min: 0.01, max: 20, noNaN: true })),
      (high, stop, atr) => {
        const granted = trailingStop({ entry, highWater: high, stop, atr14: atr ?? undefined }, rules)
        expect(granted === undefined || granted > stop).toBe(true)
      },
    ),
  )
})
