import { describe, expect, test } from '@jest/globals'
import { type Due, scheduleOf } from '../../local/schedule.ts'
import { exchangeDate, formatEt, minuteOfDay, parseExchangeDate } from '../../shared/time/exchange-time.ts'

const DATE = parseExchangeDate('2026-03-03')
const CLOSE = 960
const EARLY_CLOSE = 780

function times(what: Due['what'], closeMinute = CLOSE, date = DATE): readonly string[] {
  return scheduleOf(date, closeMinute)
    .filter((due) => due.what === what)
    .map(({ at }) => formatEt(at, 'time'))
}

describe('an ordinary day', () => {
  test('a scan on each of the 195 even minutes of the session, and one at 16:00', () => {
    const scans = times('signal-scan')
    expect(scans.filter((time) => time < '16:00')).toHaveLength(195)
    expect([scans[0], scans[1], scans.at(-1)]).toEqual(['09:30', '09:32', '16:00'])
    expect(new Set(scans).size).toBe(196)
  })

  test('a monitor tick on each of the 390 minutes of the session, and one at 16:00', () => {
    const ticks = times('position-monitor')
    expect(ticks.filter((time) => time < '16:00')).toHaveLength(390)
    expect([ticks[0], ticks[1], ticks.at(-1)]).toEqual(['09:30', '09:31', '16:00'])
    expect(new Set(ticks).size).toBe(391)
  })

  test('the token at 00:01, at half past every hour, and more often before the open', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:30`)
    const morning = ['08:00', '08:15', '08:25', '09:00', '09:15', '09:25']
    expect(times('token-renewal')).toEqual(['00:01', ...hours, ...morning].toSorted())
  })

  test('the owner signs in at 08:00, the report follows at 16:05', () => {
    expect(times('owner-signs-in')).toEqual(['08:00'])
    expect(times('prepare-day')).toEqual(['07:00'])
    expect(times('daily-report')).toEqual(['16:05'])
  })
})

test('after an early close the report comes at 13:05, and the ticks are called all the same', () => {
  expect(times('daily-report', EARLY_CLOSE)).toEqual(['13:05'])
  expect(times('position-monitor', EARLY_CLOSE)).toEqual(times('position-monitor'))
  expect(times('signal-scan', EARLY_CLOSE)).toEqual(times('signal-scan'))
})

test('what is due comes in order of time; within a minute the token, the positions, entries, the watch', () => {
  const due = scheduleOf(DATE, CLOSE)
  const ordered = due.every(({ at }, index) => at >= (due[index - 1]?.at ?? at))
  expect(ordered).toBe(true)
  const half = due.filter(({ at }) => minuteOfDay(at) === 10 * 60 + 30).map(({ what }) => what)
  expect(half).toEqual(['token-renewal', 'position-monitor', 'signal-scan', 'watchdog'])
})

test.each(['2026-03-03', '2026-03-08', '2026-11-01', '2026-12-31'])(
  'on %s nothing falls on another date',
  (text) => {
    const date = parseExchangeDate(text)
    const due = scheduleOf(date, CLOSE)
    expect(due.every(({ at }) => exchangeDate(at) === date)).toBe(true)
    expect(times('signal-scan', CLOSE, date)).toEqual(times('signal-scan'))
  },
)
