import { expect, test } from '@jest/globals'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { dueRung } from '../../../shared/token/login-ladder.ts'

const DATE = parseExchangeDate('2026-03-03')
const OPEN = exchangeInstant(DATE, 570)
const dueAt = (minuteOfDay: number, ms = 0) =>
  dueRung((exchangeInstant(DATE, minuteOfDay) + ms) as EpochMs, OPEN)

test.each([
  ['08:00', 480, 90, 'first'],
  ['08:30', 510, 60, 'again'],
  ['09:00', 540, 30, 'urgent'],
  ['09:15', 555, 15, 'urgent'],
  ['09:25', 565, 5, 'last'],
])('the rung of %s is due from then on', (_, minuteOfDay, minutesBeforeOpen, tone) => {
  expect(dueAt(minuteOfDay)).toEqual({ minutesBeforeOpen, tone })
  expect(dueAt(minuteOfDay, -1)).not.toEqual({ minutesBeforeOpen, tone })
})

test('before 08:00 and from the open on nobody is reminded', () => {
  expect(dueAt(480, -1)).toBeUndefined()
  expect(dueAt(570, -1)).toMatchObject({ tone: 'last' })
  expect(dueAt(570)).toBeUndefined()
})

test('a late call skips the rungs it has missed', () => {
  expect(dueAt(548)).toEqual({ minutesBeforeOpen: 30, tone: 'urgent' })
})

test('on the days of a clock change the ladder stands at the same wall clock times', () => {
  const monday = parseExchangeDate('2026-03-09')
  const due = dueRung(exchangeInstant(monday, 480), exchangeInstant(monday, 570))
  expect(due).toMatchObject({ tone: 'first' })
})
