import { expect, test } from '@jest/globals'
import { moment, momentAgo, span } from '../../../../shared/cycles/questions/told-time.ts'
import { parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { at } from './traded-day.ts'

test.each([
  [-5, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_599_999, '59 min'],
  [3_600_000, '1 h'],
  [19_440_000, '5 h 24 min'],
  [86_400_000, '1 d'],
  [183_600_000, '2 d 3 h'],
])('%d ms are told as %s', (ms, words) => {
  expect(span(ms)).toBe(words)
})

test('a moment of another day is told with its date', () => {
  expect(moment(at(600), at(601))).toBe('10:00 ET')
  expect(momentAgo(at(600), at(601))).toBe('10:00 ET, 1 min ago')
  expect(moment(at(600, parseExchangeDate('2026-03-02')), at(601))).toBe('2026-03-02 10:00 ET')
})
