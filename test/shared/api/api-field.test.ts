import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { z } from 'zod'
import {
  dateField,
  idField,
  instantField,
  limitField,
  priceField,
  tickerField,
  usdField,
} from '../../../shared/api/api-field.ts'
import { type Money, toDecimalText } from '../../../shared/domain/money.ts'

const taken = (field: z.ZodType, values: readonly unknown[]) =>
  values.filter((value) => field.safeParse(value).success)

test('every amount that is shown is one that is read', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e13, max: 1e13 }), (units) => {
      expect(usdField.safeParse(toDecimalText(units as Money)).error).toBeUndefined()
    }),
  )
})

test('a price is exact text above zero', () => {
  const wrong = [
    '0.00',
    '0.0000',
    '-1.00',
    '1',
    '1.5',
    '1.00000',
    '1e3',
    ' 1.00',
    '1,000.00',
    'NaN',
    '10000000.00',
    1,
  ]
  expect(taken(priceField, wrong)).toEqual([])
  expect(taken(priceField, ['0.01', '0.0001', '47.595', '9999999.9999'])).toHaveLength(4)
})

test('a ticker is capital letters, digits and dots', () => {
  expect(taken(tickerField, ['', 'aapl', 'ABCDEFGHIJK', '1A', 'A B', 'A/B', '../A', 'A\n'])).toEqual([])
  expect(taken(tickerField, ['A', 'BRK.B', 'ABCDEFGHIJ'])).toHaveLength(3)
})

test('an id can’t lead out of its collection', () => {
  expect(
    taken(idField, ['', 'a/b', '../x', 'a b', 'a%2fb', 'x'.repeat(121), 'é', 'a\n', '.', '..', '__a__']),
  ).toEqual([])
  expect(taken(idField, ['2026-03-02-1030-AAPL', 'x'.repeat(120), 'a_b.c'])).toHaveLength(3)
})

test('dates and moments are days and moments that there are', () => {
  expect(taken(dateField, ['2026-02-29', '2026-13-01', '20260302', '2026-3-2', 'today'])).toEqual([])
  expect(taken(dateField, ['2024-02-29', '2026-03-02'])).toHaveLength(2)
  expect(taken(instantField, ['2026-03-02', '2026-03-02T14:30:00+05:00', '2026-03-02 14:30:00Z'])).toEqual([])
  expect(taken(instantField, ['2026-03-02T14:30:00Z', '2026-03-02T14:30:00.000Z'])).toHaveLength(2)
})

test('a limit is a whole number from one to the most, and has a usual value', () => {
  const field = limitField({ most: 200, usual: 50 })
  expect(taken(field, ['0', '201', '-1', '1.5', '1e2', '', 'all', '9999999', 5])).toEqual([])
  expect([field.parse(undefined), field.parse('1'), field.parse('200')]).toEqual([50, 1, 200])
})
