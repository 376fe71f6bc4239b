import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { weekday } from '../../../shared/time/exchange-time.ts'
import { calendarDate, nthWeekday, onOrAfter } from '../../../shared/time/rule-dates.ts'

test('a date is written with leading zeros', () => {
  expect(calendarDate(2026, 3, 8)).toBe('2026-03-08')
})

test('a day past the end of its month is refused', () => {
  expect(() => calendarDate(2026, 2, 29)).toThrow('2026-02-29')
})

test('the third Monday of January 2026 is the 19th, the fourth Thursday of November the 26th', () => {
  expect(nthWeekday(2026, { month: 1, weekday: 1, nth: 3 })).toBe('2026-01-19')
  expect(nthWeekday(2026, { month: 11, weekday: 4, nth: 4 })).toBe('2026-11-26')
})

test('a month that begins on the counted weekday counts its first day', () => {
  expect(nthWeekday(2025, { month: 9, weekday: 1, nth: 1 })).toBe('2025-09-01')
})

test('the day on or after a date has the wanted weekday and lies within a week', () => {
  const days = fc.constantFrom(0, 1, 2, 3, 4, 5, 6) as fc.Arbitrary<0 | 1 | 2 | 3 | 4 | 5 | 6>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 21 }), days, (dayOfMonth, wanted) => {
      const from = calendarDate(2026, 5, dayOfMonth)
      const found = onOrAfter(from, wanted)
      expect(weekday(found)).toBe(wanted)
      expect(Number(found.slice(8)) - dayOfMonth).toBeGreaterThanOrEqual(0)
      expect(Number(found.slice(8)) - dayOfMonth).toBeLessThan(7)
    }),
  )
})
