import { describe, expect, test } from '@jest/globals'
import Big from 'big.js'
import fc from 'fast-check'
import {
  add,
  divide,
  type Money,
  money,
  moneyFromNumber,
  percentOf,
  subtract,
  times,
  toDecimalText,
  toDisplay,
  toTick,
} from '../../../shared/domain/money.ts'

const amount = fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }).map((units) => units as Money)
const big = (value: Money) => new Big(value).div(10_000)

describe('reading and writing', () => {
  test('every amount survives its decimal text', () => {
    fc.assert(fc.property(amount, (value) => expect(money(toDecimalText(value))).toBe(value)))
  })

  test.each(['', '1,000', '1.23456', 'NaN', '1e3', '--1', '.5'])('"%s" is not an amount', (text) => {
    expect(() => money(text)).toThrow(/not a dollar amount/)
  })

  test('a decimal text keeps at least the cents and nothing superfluous', () => {
    expect(['8740', '47.595', '0.2032', '-1.5'].map((text) => toDecimalText(money(text)))).toEqual([
      '8740.00',
      '47.595',
      '0.2032',
      '-1.50',
    ])
  })

  test('people see two decimals, halves away from zero, thousands apart', () => {
    expect(['47.595', '48.112', '8740', '-0.005', '-0.0049'].map((text) => toDisplay(money(text)))).toEqual([
      '47.60',
      '48.11',
      '8,740.00',
      '-0.01',
      '0.00',
    ])
    expect(toDisplay(money('101.2'), { sign: true })).toBe('+101.20')
    expect(toDisplay(money('-3'), { sign: true })).toBe('-3.00')
  })

  test('an amount beyond what is exact is refused', () => {
    expect(() => moneyFromNumber(1e13)).toThrow(/not a whole number/)
    expect(() => moneyFromNumber(Number.NaN)).toThrow(/not a whole number/)
  })
})

describe('arithmetic agrees with arbitrary precision', () => {
  test('sum, difference and product are exact', () => {
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 0, max: 100_000 }), (a, b, quantity) => {
        expect(big(add(a, b)).eq(big(a).plus(big(b)))).toBe(true)
        expect(big(subtract(a, b)).eq(big(a).minus(big(b)))).toBe(true)
        expect(big(times(a, quantity)).eq(big(a).times(quantity))).toBe(true)
      }),
    )
  })

  test('percentages round as named', () => {
    const modes = { down: Big.roundDown, up: Big.roundUp, nearest: Big.roundHalfUp } as const
    const positive = fc.integer({ min: 0, max: 2_000_000_000 }).map((units) => units as Money)
    const pct = fc.integer({ min: 0, max: 20_000 }).map((hundredths) => hundredths / 100)
    fc.assert(
      fc.property(positive, pct, fc.constantFrom('down', 'up', 'nearest'), (value, share, rounding) => {
        const exact = new Big(value).times(share).div(100).round(0, modes[rounding])
        expect(percentOf(value, share, rounding)).toBe(exact.toNumber())
      }),
    )
  })

  test('the golden stops have no binary residue', () => {
    expect(percentOf(money('47.50'), 100.2, 'down')).toBe(money('47.595'))
    expect(percentOf(money('48.50'), 99.2, 'down')).toBe(money('48.112'))
    expect(percentOf(money('47.50'), 100.5, 'up')).toBe(money('47.7375'))
  })

  test('a price settles on whole cents on the named side', () => {
    const cent = money('0.01')
    expect(toTick(money('47.5475'), cent, 'down')).toBe(money('47.54'))
    expect(toTick(money('47.5475'), cent, 'up')).toBe(money('47.55'))
    expect(divide(money('10'), 3, 'nearest')).toBe(money('3.3333'))
  })
})
