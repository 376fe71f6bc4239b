import { expect, test } from '@jest/globals'
import { averageDailyValue, expectedMovePct } from '../../../shared/catalysts/completed-days.ts'
import { daysAhead } from '../../../shared/catalysts/days-ahead.ts'
import { money } from '../../../shared/domain/money.ts'
import { parseExchangeDate as date } from '../../../shared/time/exchange-time.ts'
import { daysWith } from './radar-world.ts'

const flat = (count: number) => Array.from({ length: count }, () => 100)

test('the expected move is the mean size of ten overlapping returns over five days, falls counted like rises', () => {
  // The close of 110 ends one return of +10 % and begins one of -1/11.
  const closes = [...flat(7), 110, ...flat(7)]
  expect(expectedMovePct(daysWith(closes))).toBeCloseTo((10 + 100 / 11) / 10, 10)
})

test('a move before the last ten returns is forgotten', () => {
  expect(expectedMovePct(daysWith([500, ...flat(15)]))).toBe(0)
})

test.each([14, 15, 16])('%d days for the expected move', (count) => {
  const asked = () => expectedMovePct(daysWith(flat(count)))
  if (count < 15) expect(asked).toThrow('14 completed days, at least 15 are needed')
  else expect(asked()).toBe(0)
})

test('the value traded is the mean of the last twenty days', () => {
  const bars = daysWith([1_000_000, ...flat(10), ...flat(10).map(() => 200)], { volume: 1_000 })
  expect(averageDailyValue(bars)).toBe(money('150000'))
  expect(() => averageDailyValue(bars.slice(-19))).toThrow('19 completed days, at least 20 are needed')
})

test.each([
  ['2026-03-03', '2026-03-03', 0],
  ['2026-03-03', '2026-03-02', -1],
  ['2026-03-07', '2026-03-09', 2],
  ['2026-10-31', '2026-11-01', 1],
  ['2026-10-31', '2026-11-02', 2],
  ['2023-12-31', '2024-12-31', 366],
])('from %s to %s are %d days, clock changes or not', (from, to, days) => {
  expect(daysAhead(date(from), date(to))).toBe(days)
})
