import { expect, test } from '@jest/globals'
import { holidayEveAlert } from '../../../shared/alerts/holiday-eve-alert.ts'
import type { CalendarException } from '../../../shared/time/calendar-exception.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'

function eveOf(day: string, exceptions?: readonly CalendarException[]) {
  const date = parseExchangeDate(day)
  const time = exchangeInstant(date, 965)
  return holidayEveAlert({ date, time, ...(exceptions && { exceptions }) })
}

const firstLines = (day: string, exceptions?: readonly CalendarException[]) =>
  eveOf(day, exceptions)?.text.split('\n').slice(0, -1)

test.each(['2026-03-03', '2026-03-06', '2026-11-27'])('the evening of %s has nothing to tell', (day) => {
  expect(eveOf(day)).toBeUndefined()
})

test('a closed day tomorrow, and the short one after it, on which nobody reports in between', () => {
  expect(firstLines('2026-11-25')).toEqual([
    'Tomorrow closed: Thanksgiving Day',
    'Friday short: closes 13:00 ET, Day after Thanksgiving',
    'Next session Friday 2026-11-27',
  ])
})

test('a closed Monday is told on Friday', () => {
  expect(firstLines('2026-05-22')).toEqual(['Monday closed: Memorial Day', 'Next session Tuesday 2026-05-26'])
})

test('a short day tomorrow', () => {
  expect(firstLines('2026-12-23')).toEqual([
    'Tomorrow short: closes 13:00 ET, Christmas Eve',
    'Next session Thursday 2026-12-24',
  ])
})

test("the operator's own closure counts", () => {
  const mourning = { date: parseExchangeDate('2026-03-04'), kind: 'closed', name: 'Day of mourning' } as const
  expect(firstLines('2026-03-03', [mourning])?.[0]).toBe('Tomorrow closed: Day of mourning')
})

test('it is one alert an evening, for information', () => {
  expect(eveOf('2026-12-23')).toMatchObject({
    alertId: 'holiday-eve-2026-12-23',
    type: 'HOLIDAY_EVE',
    urgency: 'info',
  })
})
