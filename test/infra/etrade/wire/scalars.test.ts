import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { z } from 'zod'
import {
  anyEnvelope,
  decimal,
  flag,
  identifier,
  instant,
  instantIfAny,
  listOf,
  onlyOneOf,
  positiveIfAny,
  priceIfAny,
  wordsIfAny,
} from '../../../../infra/etrade/wire/scalars.ts'
import { money } from '../../../../shared/domain/money.ts'
import { DAY_MS } from '../../../../shared/time/instant.ts'

describe('a number', () => {
  test('may come as text', () => {
    expect(decimal.parse('12.5')).toBe(12.5)
    expect(decimal.parse(-3)).toBe(-3)
  })

  test.each(['', 'abc', '1e5', '0x10', '1,000', null, true, Number.NaN])('is not %p', (value) => {
    expect(decimal.safeParse(value).success).toBe(false)
  })
})

test('zero, less and nothing stand for a figure there is none of', () => {
  for (const value of [0, '0.00', -1, undefined]) expect(positiveIfAny.parse(value)).toBeUndefined()
  expect(positiveIfAny.parse('100')).toBe(100)
  expect(priceIfAny.parse(0.2032)).toBe(money('0.2032'))
  expect(priceIfAny.safeParse('n/a').success).toBe(false)
})

test('an identifier is text, whether it came as a number or not', () => {
  expect(identifier.parse(529)).toBe('529')
  expect(identifier.parse('9223372036854775807')).toBe('9223372036854775807')
  for (const value of [1.5, -1, '12a', '']) expect(identifier.safeParse(value).success).toBe(false)
})

describe('a moment', () => {
  test('is the same in seconds and in milliseconds', () => {
    const seconds = fc.integer({ min: Date.UTC(2000, 0) / 1000, max: Date.UTC(2100, 0) / 1000 - 1 })
    fc.assert(
      fc.property(seconds, (value) => {
        expect(instant.parse(value)).toBe(value * 1000)
        expect(instant.parse(value * 1000)).toBe(value * 1000)
      }),
    )
  })

  test('in an implausible year is none', () => {
    const [from, to] = [Date.UTC(2000, 0), Date.UTC(2100, 0)]
    expect(instant.parse(from)).toBe(from)
    expect(instant.parse(to - 1)).toBe(to - 1)
    for (const value of [0, 123453456, (from - DAY_MS) / 1000, from - 1, to]) {
      expect(instant.safeParse(value).success).toBe(false)
    }
  })
})

test('a list may be bare, empty or absent', () => {
  const list = listOf(z.number())
  expect(list.parse([1, 2])).toEqual([1, 2])
  expect(list.parse(1)).toEqual([1])
  for (const nothing of [[], undefined, null]) expect(list.parse(nothing)).toEqual([])
})

test('what must be one is exactly one', () => {
  const one = onlyOneOf(z.number())
  expect(one.parse([1])).toBe(1)
  expect(one.parse(1)).toBe(1)
  for (const value of [[], [1, 2], undefined]) expect(one.safeParse(value).success).toBe(false)
})

test('a moment that is zero, negative or absent is none, and words are no moment', () => {
  for (const nothing of [0, '0', -57_600_000, undefined]) expect(instantIfAny.parse(nothing)).toBeUndefined()
  expect(instantIfAny.parse(1_370_286_190)).toBe(1_370_286_190_000)
  expect(instantIfAny.parse('1583259006000')).toBe(1_583_259_006_000)
  for (const value of ['soon', 123_453_456]) expect(instantIfAny.safeParse(value).success).toBe(false)
})

test('words that are blank or absent are none', () => {
  for (const nothing of ['', ' ', '\n\t', undefined]) expect(wordsIfAny.parse(nothing)).toBeUndefined()
  expect(wordsIfAny.parse(' Sold ')).toBe('Sold')
})

test('true and false come in several spellings', () => {
  expect([true, 'true', 'True', 'y'].map((value) => flag.parse(value))).toEqual([true, true, true, true])
  expect([false, 'false', 'False', 'n'].map((value) => flag.parse(value))).toEqual([
    false,
    false,
    false,
    false,
  ])
  for (const value of ['yes', 1, '', undefined]) expect(flag.safeParse(value).success).toBe(false)
})

test('an envelope may have any name, or be missing', () => {
  const inside = anyEnvelope(z.object({ id: z.number(), of: z.object({}).optional() }))
  expect(inside.parse({ whatever: { id: 7 } })).toEqual({ id: 7 })
  expect(inside.parse({ id: 7, of: {} })).toEqual({ id: 7, of: {} })
  expect(inside.parse({ id: 7 })).toEqual({ id: 7 })
  for (const value of [{}, { a: { id: 7 }, b: {} }, null, 7])
    expect(inside.safeParse(value).success).toBe(false)
})
