import { describe, expect, test } from '@jest/globals'
import { calendarExceptionSchema } from '../../../shared/time/calendar-exception.ts'
import { HISTORICAL_DAYS } from '../../../shared/time/historical-days.ts'

const closed = { date: '2026-12-31', name: 'National Day of Mourning', kind: 'closed' }

/** What the operator is told about an entry: the field and the sentence. */
function refusals(entry: unknown): string[] {
  const parsed = calendarExceptionSchema.safeParse(entry)
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('an entry of the calendar document', () => {
  test('is read as it was written', () => {
    expect(calendarExceptionSchema.parse(closed)).toEqual(closed)
  })

  test('that closes early without a time closes at 13:00', () => {
    const entry = { date: '2026-12-31', name: "New Year's Eve", kind: 'earlyClose' }
    expect(calendarExceptionSchema.parse(entry)).toEqual({ ...entry, closeTime: '13:00' })
  })

  test('with a date that does not exist is refused with the date and what is allowed', () => {
    expect(refusals({ ...closed, date: '2026-02-30' })).toEqual([
      'date: not a date: "2026-02-30" (allowed: an existing day written YYYY-MM-DD)',
    ])
  })

  test.each(['09:30', '16:00', '25:00', '13:60', '1pm'])('cannot close early at %s', (closeTime) => {
    expect(refusals({ ...closed, kind: 'earlyClose', closeTime })).toEqual([
      `closeTime: not a time to close early: "${closeTime}" (allowed: HH:MM after 09:30 and before 16:00)`,
    ])
  })

  test.each(['09:31', '13:00', '15:59'])('may close early at %s', (closeTime) => {
    expect(refusals({ ...closed, kind: 'earlyClose', closeTime })).toEqual([])
  })

  test('cannot be closed and have a closing time', () => {
    expect(refusals({ ...closed, closeTime: '13:00' })).toHaveLength(1)
  })

  test.each([
    { ...closed, kind: 'open' },
    { ...closed, name: ' ' },
    { ...closed, comment: 'x' },
    { name: 'x', kind: 'closed' },
  ])('%j is refused', (entry) => {
    expect(refusals(entry)).toHaveLength(1)
  })
})

describe('the days of the past', () => {
  test('are written as the operator would have written them', () => {
    for (const day of HISTORICAL_DAYS) expect(calendarExceptionSchema.parse(day)).toEqual(day)
  })

  test('ascend, none twice', () => {
    const dates = HISTORICAL_DAYS.map(({ date }) => date)
    expect(dates).toEqual([...new Set(dates)].sort())
  })
})
