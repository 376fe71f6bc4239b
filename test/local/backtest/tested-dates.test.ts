import { describe, expect, test } from '@jest/globals'
import { testedDates } from '../../../local/backtest/tested-dates.ts'
import { UsageError } from '../../../local/failure.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'

const DATES = ['2026-03-02', '2026-03-03', '2026-03-05', '2026-03-09'].map(parseExchangeDate)

describe('the dates that are tested', () => {
  test.each([
    ['all that the data have', {}, DATES],
    ['from the first date on', { from: '2026-03-03' }, DATES.slice(1)],
    ['from a date that has no session', { from: '2026-03-04' }, DATES.slice(2)],
    ['until the last date, which is tested too', { until: '2026-03-05' }, DATES.slice(0, 3)],
    ['one single date', { from: '2026-03-05', until: '2026-03-05' }, DATES.slice(2, 3)],
    ['at most so many sessions, the first ones', { from: '2026-03-03', sessions: 2 }, DATES.slice(1, 3)],
    ['fewer than were asked for where there are no more', { sessions: 9 }, DATES],
  ])('are %s', (_, range, expected) => {
    expect(testedDates(DATES, range)).toEqual(expected)
  })

  test.each([
    ['is no date', { from: '2026-3-2' }, /^--from: .*2026-3-2/],
    ['is no day of the calendar', { until: '2026-02-30' }, /^--until: .*2026-02-30/],
    ['lies behind the data', { from: '2026-03-10' }, /^--from 2026-03-10 --until the last: no session/],
    [
      'ends before it begins',
      { from: '2026-03-05', until: '2026-03-03' },
      /the data have 4, 2026-03-02 to 2026-03-09$/,
    ],
  ])('are refused where the range %s', (_, range, message) => {
    const tested = () => testedDates(DATES, range)
    expect(tested).toThrow(UsageError)
    expect(tested).toThrow(message)
  })

  test('are refused where the data have none', () => {
    expect(() => testedDates([], {})).toThrow('the data have 0, none to none')
  })
})
