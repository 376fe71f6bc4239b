import { expect, test } from '@jest/globals'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { holidaysOf, thanksgiving } from '../../../shared/time/holiday-rules.ts'

const namesOf = (year: number) => [...holidaysOf(year).values()]

test('a Saturday New Year is in the holidays of no year', () => {
  expect(namesOf(2022)).not.toContain("New Year's Day")
  expect(holidaysOf(2021).get(parseExchangeDate('2021-12-31'))).toBeUndefined()
  expect(namesOf(2023)).toContain("New Year's Day")
})

test('Memorial Day is the last Monday of May, the 25th at the earliest and the 31st at the latest', () => {
  expect(holidaysOf(2020).get(parseExchangeDate('2020-05-25'))).toBe('Memorial Day')
  expect(holidaysOf(2021).get(parseExchangeDate('2021-05-31'))).toBe('Memorial Day')
})

test('Thanksgiving is the fourth Thursday of November, not the last', () => {
  expect(thanksgiving(2023)).toBe('2023-11-23')
})

test('a year had eight holidays in 1990, nine from 1998 and ten from 2023', () => {
  expect([1990, 1997, 1998, 2021, 2023, 2026].map((year) => namesOf(year).length)).toEqual([
    8, 8, 9, 9, 10, 10,
  ])
})
