import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { lastMonths, lastTradingDays, lastWeeks } from '../../../../shared/cycles/questions/periods.ts'
import { addDays, parseExchangeDate, weekday } from '../../../../shared/time/exchange-time.ts'
import { marketDay } from '../../../../shared/time/market-calendar.ts'

const FIRST = parseExchangeDate('2000-01-01')
const anyDate = fc.integer({ min: 0, max: 15_000 }).map((days) => addDays(FIRST, days))

test('trading days leave out weekends and holidays, and begin with today when it is one', () => {
  const labels = (date: string) => lastTradingDays(parseExchangeDate(date), 3, []).map(({ label }) => label)
  expect(labels('2026-01-20')).toEqual(['Tue 01-20', 'Fri 01-16', 'Thu 01-15'])
  expect(labels('2026-01-19')).toEqual(['Fri 01-16', 'Thu 01-15', 'Wed 01-14'])
})

test('a day that the owner has closed is no trading day', () => {
  const date = parseExchangeDate('2026-01-16')
  const calendar = [{ kind: 'closed', date, name: 'mourning' }] as const
  const days = lastTradingDays(parseExchangeDate('2026-01-20'), 2, calendar)
  expect(days.map(({ from }) => from)).toEqual(['2026-01-20', '2026-01-15'])
})

test.each([
  ['2026-03-03', ['2026-03-02', '2026-03-08'], ['2026-03-01', '2026-03-31']],
  ['2024-02-29', ['2024-02-26', '2024-03-03'], ['2024-02-01', '2024-02-29']],
  ['2025-12-31', ['2025-12-29', '2026-01-04'], ['2025-12-01', '2025-12-31']],
])('%s lies in its week and its month', (text, week, month) => {
  const date = parseExchangeDate(text)
  const [thisWeek] = lastWeeks(date, 8)
  const [thisMonth] = lastMonths(date, 6)
  expect([thisWeek?.from, thisWeek?.to]).toEqual(week)
  expect([thisMonth?.from, thisMonth?.to]).toEqual(month)
})

test('weeks and months follow each other without a gap, and the newest holds the date', () => {
  fc.assert(
    fc.property(anyDate, (date) => {
      for (const periods of [lastWeeks(date, 8), lastMonths(date, 6)]) {
        expect(periods[0] && periods[0].from <= date && date <= periods[0].to).toBe(true)
        periods.slice(1).forEach((period, index) => {
          expect(addDays(period.to, 1)).toBe(periods[index]?.from)
        })
      }
      for (const { from } of lastWeeks(date, 8)) expect(weekday(from)).toBe(1)
      for (const { from } of lastTradingDays(date, 7, [])) expect(marketDay(from).kind).toBe('open')
    }),
    { numRuns: 50 },
  )
})
