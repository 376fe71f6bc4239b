import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { CalendarException } from '../../../shared/time/calendar-exception.ts'
import { epochMs, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { MINUTE_MS } from '../../../shared/time/instant.ts'
import { marketDay } from '../../../shared/time/market-calendar.ts'
import { sessionAt } from '../../../shared/time/session.ts'

const at = (text: string) => epochMs(Date.parse(text))
const reasonAt = (text: string) => {
  const moment = sessionAt(at(text))
  return moment.phase === 'closed' ? moment.reason : undefined
}

describe('the session', () => {
  test('begins with the open and ends before the close', () => {
    expect(reasonAt('2022-03-14T13:29:59.999Z')).toBe('before the open')
    expect(reasonAt('2022-03-14T13:30:00.000Z')).toBeUndefined()
    expect(reasonAt('2022-03-14T19:59:59.999Z')).toBeUndefined()
    expect(reasonAt('2022-03-14T20:00:00.000Z')).toBe('after the close')
  })

  test('counts its minutes from the open and to the close', () => {
    expect(sessionAt(at('2022-03-14T13:36:05Z'))).toEqual({
      phase: 'regular',
      date: '2022-03-14',
      minute: 6,
      minutesToClose: 384,
      openAt: at('2022-03-14T13:30:00Z'),
      closeAt: at('2022-03-14T20:00:00Z'),
    })
  })

  test('reaches "30 minutes before the close" at 15:30:00 sharp', () => {
    expect(sessionAt(at('2022-03-14T19:29:59.999Z'))).toMatchObject({ minutesToClose: 31 })
    expect(sessionAt(at('2022-03-14T19:30:00Z'))).toMatchObject({ minutesToClose: 30 })
  })

  test('is shorter on an early close', () => {
    expect(sessionAt(at('2022-11-25T17:30:00Z'))).toMatchObject({ minute: 180, minutesToClose: 30 })
    expect(reasonAt('2022-11-25T18:00:00Z')).toBe('after the close')
  })

  test('does not exist on weekends and holidays, and the moment says why', () => {
    expect(reasonAt('2022-03-12T15:00:00Z')).toBe('weekend')
    expect(reasonAt('2022-11-24T15:00:00Z')).toBe('Thanksgiving Day')
    expect(reasonAt('2001-09-12T15:00:00Z')).toBe('September 11 attacks')
  })

  test('moves by an hour of UTC over both clock changes', () => {
    expect(reasonAt('2026-03-06T14:29:59Z')).toBe('before the open')
    expect(sessionAt(at('2026-03-06T14:30:00Z'))).toMatchObject({ minute: 0 })
    expect(reasonAt('2026-03-08T07:30:00Z')).toBe('weekend')
    expect(sessionAt(at('2026-03-09T13:30:00Z'))).toMatchObject({ minute: 0 })
    expect(sessionAt(at('2026-10-30T13:30:00Z'))).toMatchObject({ minute: 0 })
    expect(reasonAt('2026-11-01T06:30:00Z')).toBe('weekend')
    expect(reasonAt('2026-11-02T14:29:59Z')).toBe('before the open')
    expect(sessionAt(at('2026-11-02T14:30:00Z'))).toMatchObject({ minute: 0 })
  })

  test('belongs to the date in New York while London has the next one', () => {
    expect(sessionAt(at('2022-03-15T01:00:00Z'))).toEqual({
      phase: 'closed',
      date: '2022-03-14',
      reason: 'after the close',
    })
  })

  test('knows the exceptions of the operator', () => {
    const date = parseExchangeDate('2022-03-14')
    const closed: CalendarException = { kind: 'closed', date, name: 'Day of Mourning' }
    const noTrade: CalendarException = { kind: 'noTrade', date, name: 'Election night' }
    const noon = at('2022-03-14T16:00:00Z')
    expect(sessionAt(noon, [closed])).toEqual({ phase: 'closed', date, reason: 'Day of Mourning' })
    expect(sessionAt(noon, [noTrade])).toMatchObject({ phase: 'regular', noTrade: 'Election night' })
  })
})

test('at any moment the session is regular exactly between open and close of its date', () => {
  const anyMoment = fc.integer({ min: Date.parse('1990-01-02'), max: Date.parse('2060-01-01') }).map(epochMs)
  fc.assert(
    fc.property(anyMoment, (moment) => {
      const session = sessionAt(moment)
      const day = marketDay(session.date)
      const isOpen = day.kind === 'open' && moment >= day.openAt && moment < day.closeAt
      expect(session.phase).toBe(isOpen ? 'regular' : 'closed')
      if (session.phase === 'closed' || day.kind === 'closed') return
      expect(session.minute + session.minutesToClose).toBe(day.closeMinute - day.openMinute)
      expect(moment - session.openAt - session.minute * MINUTE_MS).toBeGreaterThanOrEqual(0)
      expect(moment - session.openAt - session.minute * MINUTE_MS).toBeLessThan(MINUTE_MS)
    }),
    { numRuns: 1_000 },
  )
})

test('asking costs less than 20 microseconds once warm', () => {
  const moments = Array.from({ length: 20_000 }, (_, minute) =>
    epochMs(at('2022-03-14T04:00:00Z') + minute * MINUTE_MS),
  )
  for (const moment of moments) sessionAt(moment)
  const startMs = performance.now()
  for (const moment of moments) sessionAt(moment)
  expect(((performance.now() - startMs) / moments.length) * 1_000).toBeLessThan(20)
})
