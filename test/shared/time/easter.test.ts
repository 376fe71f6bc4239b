import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { easterSunday } from '../../../shared/time/easter.ts'
import { weekday } from '../../../shared/time/exchange-time.ts'

test.each([
  [1961, '1961-04-02'],
  [1990, '1990-04-15'],
  [2000, '2000-04-23'],
  [2008, '2008-03-23'],
  [2011, '2011-04-24'],
  [2024, '2024-03-31'],
  [2026, '2026-04-05'],
])('Easter of %i is %s', (year, date) => {
  expect(easterSunday(year)).toBe(date)
})

test.each([
  [1818, '1818-03-22', 'the earliest possible day'],
  [2038, '2038-04-25', 'the latest possible day'],
  [1981, '1981-04-19', 'the full moon of the tables pulled back from 19 April'],
  [1954, '1954-04-18', 'the full moon of the tables pulled back from 18 April'],
])('Easter of %i is %s: %s', (year, date) => {
  expect(easterSunday(year)).toBe(date)
})

test('Easter is always a Sunday from 22 March to 25 April', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1990, max: 2999 }), (year) => {
      const easter = easterSunday(year)
      expect(weekday(easter)).toBe(0)
      expect(easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25').toBe(true)
    }),
    { numRuns: 1_010 },
  )
})
