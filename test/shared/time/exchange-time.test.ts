import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  addDays,
  epochMs,
  exchangeDate,
  exchangeInstant,
  formatEt,
  isWeekend,
  minuteOfDay,
  parseExchangeDate,
  weekday,
} from '../../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, HOUR_MS, MINUTE_MS } from '../../../shared/time/instant.ts'

const MINUTES_A_DAY = 1_440
const SPRING = parseExchangeDate('2026-03-08')
const AUTUMN = parseExchangeDate('2026-11-01')

const utc = (text: string) => epochMs(Date.parse(text))
const iso = (at: EpochMs) => new Date(at).toISOString()

const anyMoment = fc
  .integer({ min: Date.parse('1990-01-01T00:00:00Z'), max: Date.parse('2099-12-31T00:00:00Z') })
  .map(epochMs)
const anyDate = anyMoment.map(exchangeDate)

/** The wall clock of the JavaScript engine, which shares no code with ours. */
const engineClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/New_York',
  dateStyle: 'short',
  timeStyle: 'medium',
})

describe('the date and the minute in New York', () => {
  test('follow standard time in the winter and daylight saving time in the summer', () => {
    expect(minuteOfDay(utc('2022-01-03T14:30:00Z'))).toBe(570)
    expect(minuteOfDay(utc('2022-07-05T13:30:59.999Z'))).toBe(570)
    expect(minuteOfDay(utc('2022-07-05T13:31:00Z'))).toBe(571)
  })

  test('the date changes at midnight in New York, not in London', () => {
    expect(exchangeDate(utc('2022-03-15T03:59:59.999Z'))).toBe('2022-03-14')
    expect(exchangeDate(utc('2022-03-15T04:00:00Z'))).toBe('2022-03-15')
  })

  test('agree with the engine at any moment', () => {
    fc.assert(
      fc.property(anyMoment, (at) => {
        expect(`${exchangeDate(at)} ${formatEt(at, 'time-seconds')}`).toBe(engineClock.format(at))
      }),
      { numRuns: 1_000 },
    )
  })

  test('agree with the engine around all 96 clock changes from 1990 to 2037', () => {
    const end = Date.parse('2038-01-01T00:00:00Z')
    let changes = 0
    for (let before = utc('1990-01-01T00:00:00Z'); before < end; before = epochMs(before + HOUR_MS)) {
      const after = epochMs(before + HOUR_MS)
      if ((minuteOfDay(before) + 60) % MINUTES_A_DAY === minuteOfDay(after)) continue
      changes += 1
      for (const at of [before, epochMs(after - 1), after])
        expect(formatEt(at, 'date-time')).toBe(engineClock.format(at).slice(0, 16))
    }
    expect(changes).toBe(96)
  })
})

describe('the moment of a wall-clock minute', () => {
  test('is the opening bell at 09:30 in both halves of the year', () => {
    expect(iso(exchangeInstant(parseExchangeDate('2022-01-03'), 570))).toBe('2022-01-03T14:30:00.000Z')
    expect(iso(exchangeInstant(parseExchangeDate('2022-07-05'), 570))).toBe('2022-07-05T13:30:00.000Z')
  })

  test('comes back as the same date and minute for every minute of any day', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        for (let minute = 0; minute < MINUTES_A_DAY; minute += 1) {
          const at = exchangeInstant(date, minute)
          if (isSkipped(date, minute)) expect(minuteOfDay(at)).toBe(minute + 60)
          else if (minuteOfDay(at) !== minute || exchangeDate(at) !== date)
            throw new Error(`${date} minute ${minute} came back as ${formatEt(at, 'date-time')}`)
        }
      }),
      { numRuns: 50 },
    )
  })

  test('never lies later than the moment it was taken from, and at most one hour earlier', () => {
    fc.assert(
      fc.property(anyMoment, (at) => {
        const again = exchangeInstant(exchangeDate(at), minuteOfDay(at))
        const lostMs = at - again
        expect(lostMs % HOUR_MS).toBeLessThan(MINUTE_MS)
        expect(lostMs).toBeGreaterThanOrEqual(0)
        expect(lostMs).toBeLessThan(HOUR_MS + MINUTE_MS)
      }),
    )
  })

  test.each([-1, 1_440, 9.5, Number.NaN])('is refused for minute %p', (minute) => {
    expect(() => exchangeInstant(SPRING, minute)).toThrow(
      new RangeError(`not a minute of the day: ${minute} (allowed: 0 to 1439)`),
    )
  })
})

describe('the spring change of 2026-03-08', () => {
  test('jumps from 01:59 to 03:00', () => {
    const lastOfWinter = exchangeInstant(SPRING, 119)
    expect(iso(lastOfWinter)).toBe('2026-03-08T06:59:00.000Z')
    expect(formatEt(epochMs(lastOfWinter + MINUTE_MS), 'time')).toBe('03:00')
  })

  test('takes a skipped minute from where it would have been', () => {
    expect(iso(exchangeInstant(SPRING, 120))).toBe('2026-03-08T07:00:00.000Z')
    expect(iso(exchangeInstant(SPRING, 150))).toBe('2026-03-08T07:30:00.000Z')
    expect(formatEt(exchangeInstant(SPRING, 150), 'date-time')).toBe('2026-03-08 03:30')
    expect(exchangeInstant(SPRING, 180)).toBe(exchangeInstant(SPRING, 120))
  })

  test('leaves 23 hours to the day', () => {
    expect(exchangeInstant(addDays(SPRING, 1), 0) - exchangeInstant(SPRING, 0)).toBe(23 * HOUR_MS)
  })
})

describe('the autumn change of 2026-11-01', () => {
  test('shows 01:30 twice, and the first one is meant', () => {
    expect(iso(exchangeInstant(AUTUMN, 90))).toBe('2026-11-01T05:30:00.000Z')
    expect(minuteOfDay(utc('2026-11-01T05:30:00Z'))).toBe(90)
    expect(minuteOfDay(utc('2026-11-01T06:30:00Z'))).toBe(90)
  })

  test('goes on with standard time at 02:00', () => {
    expect(iso(exchangeInstant(AUTUMN, 120))).toBe('2026-11-01T07:00:00.000Z')
  })

  test('leaves 25 hours to the day', () => {
    expect(exchangeInstant(addDays(AUTUMN, 1), 0) - exchangeInstant(AUTUMN, 0)).toBe(25 * HOUR_MS)
  })
})

describe('dates', () => {
  test.each(['2022-03-14', '2024-02-29', '1990-01-01', '2000-02-29'])('%s is one', (text) => {
    expect(parseExchangeDate(text)).toBe(text)
  })

  test.each([
    '',
    '2022-3-14',
    '2022-02-29',
    '1900-02-29',
    '2022-13-01',
    '2022-00-10',
    '2022-04-31',
    '2022-03-14T00:00',
    ' 2022-03-14',
  ])('"%s" is none, and the refusal says what is allowed', (text) => {
    expect(() => parseExchangeDate(text)).toThrow(
      new RangeError(`not a date: "${text}" (allowed: an existing day written YYYY-MM-DD)`),
    )
  })

  test('count over the ends of months, leap years and clock changes', () => {
    expect(addDays(parseExchangeDate('2024-02-28'), 1)).toBe('2024-02-29')
    expect(addDays(parseExchangeDate('2023-02-28'), 1)).toBe('2023-03-01')
    expect(addDays(parseExchangeDate('2026-01-01'), -1)).toBe('2025-12-31')
    expect(addDays(SPRING, 1)).toBe('2026-03-09')
  })

  test('do not count in parts of days', () => {
    expect(() => addDays(SPRING, 0.5)).toThrow(RangeError)
  })

  test('forward and back again is where it began, and the weekday moves along', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -4_000, max: 4_000 }), (date, days) => {
        const there = addDays(date, days)
        expect(addDays(there, -days)).toBe(date)
        expect(weekday(there)).toBe((((weekday(date) + days) % 7) + 7) % 7)
      }),
    )
  })

  test('know their weekday, before 1970 too', () => {
    expect(weekday(parseExchangeDate('2022-03-13'))).toBe(0)
    expect(weekday(parseExchangeDate('2022-03-19'))).toBe(6)
    expect(weekday(parseExchangeDate('1929-10-29'))).toBe(2)
  })

  test('are weekends on Saturday and Sunday alone', () => {
    const week = [0, 1, 2, 3, 4, 5, 6].map((days) =>
      isWeekend(addDays(parseExchangeDate('2022-03-13'), days)),
    )
    expect(week).toEqual([true, false, false, false, false, false, true])
  })
})

test('a moment reads as time, as time with seconds, and as date with time', () => {
  const at = utc('2022-03-14T13:36:05.999Z')
  expect(formatEt(at, 'time')).toBe('09:36')
  expect(formatEt(at, 'time-seconds')).toBe('09:36:05')
  expect(formatEt(at, 'date-time')).toBe('2022-03-14 09:36')
})

test.each([1.5, Number.NaN, Infinity, 2 ** 53])('%p is not a moment', (milliseconds) => {
  expect(() => epochMs(milliseconds)).toThrow(
    new RangeError(`not a moment: ${milliseconds} (allowed: whole milliseconds since 1970)`),
  )
})

/** The clock jumps from 02:00 to 03:00 when the minute before 02:00 is followed by 03:00. */
function isSkipped(date: ExchangeDate, minute: number): boolean {
  if (minute < 120 || minute >= 180) return false
  return minuteOfDay(epochMs(exchangeInstant(date, 119) + MINUTE_MS)) === 180
}
