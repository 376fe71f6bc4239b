import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { CalendarException } from '../../../shared/time/calendar-exception.ts'
import { addDays, epochMs, exchangeDate, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { marketDay, nextOpenDay, previousOpenDay, specialDays } from '../../../shared/time/market-calendar.ts'

const on = parseExchangeDate

const anyDate = fc
  .integer({ min: Date.parse('1990-01-10T12:00:00Z'), max: Date.parse('2099-12-20T12:00:00Z') })
  .map((at) => exchangeDate(epochMs(at)))

/** "closed: name", "13:00: name" or "regular". */
function whatHappensOn(date: string, exceptions?: readonly CalendarException[]): string {
  const [day] = specialDays({ from: on(date), to: on(date), ...(exceptions && { exceptions }) })
  if (!day) return 'regular'
  return day.kind === 'closed' ? `closed: ${day.name}` : `${day.closeTime}: ${day.name}`
}

describe('the yearly holidays', () => {
  test('and the early closes of 2026 are these', () => {
    const year = specialDays({ from: on('2026-01-01'), to: on('2026-12-31') })
    expect(year.map(({ date, name }) => `${date} ${name}`)).toEqual([
      "2026-01-01 New Year's Day",
      '2026-01-19 Martin Luther King Jr. Day',
      "2026-02-16 Washington's Birthday",
      '2026-04-03 Good Friday',
      '2026-05-25 Memorial Day',
      '2026-06-19 Juneteenth',
      '2026-07-03 Independence Day',
      '2026-09-07 Labor Day',
      '2026-11-26 Thanksgiving Day',
      '2026-11-27 Day after Thanksgiving',
      '2026-12-24 Christmas Eve',
      '2026-12-25 Christmas Day',
    ])
  })

  test.each([
    ['2023-01-02', "closed: New Year's Day"],
    ['2021-07-05', 'closed: Independence Day'],
    ['2022-12-26', 'closed: Christmas Day'],
    ['2022-06-20', 'closed: Juneteenth'],
  ])('on a Sunday close the Monday after: %s', (date, expected) => {
    expect(whatHappensOn(date)).toBe(expected)
  })

  test.each([
    ['2020-07-03', 'closed: Independence Day'],
    ['2021-12-24', 'closed: Christmas Day'],
    ['2027-06-18', 'closed: Juneteenth'],
  ])('on a Saturday close the Friday before: %s', (date, expected) => {
    expect(whatHappensOn(date)).toBe(expected)
  })

  test('a New Year on a Saturday closes nothing', () => {
    expect(whatHappensOn('2021-12-31')).toBe('regular')
    expect(whatHappensOn('2022-01-03')).toBe('regular')
    expect(marketDay(on('2022-01-01'))).toEqual({ kind: 'closed', date: '2022-01-01', name: 'Weekend' })
    expect(specialDays({ from: on('2021-12-25'), to: on('2022-01-16') })).toEqual([])
  })

  test('begin in the year the exchange adopted them', () => {
    expect(whatHappensOn('1997-01-20')).toBe('regular')
    expect(whatHappensOn('1998-01-19')).toBe('closed: Martin Luther King Jr. Day')
    expect(whatHappensOn('2021-06-18')).toBe('regular')
    expect(whatHappensOn('2022-06-20')).toBe('closed: Juneteenth')
  })

  test('are computed for years beyond every table', () => {
    expect(whatHappensOn('2038-04-23')).toBe('closed: Good Friday')
    expect(whatHappensOn('2099-11-26')).toBe('closed: Thanksgiving Day')
  })
})

describe('the early closes', () => {
  test.each([
    ['2022-11-25', '13:00: Day after Thanksgiving'],
    ['2018-12-24', '13:00: Christmas Eve'],
    ['2026-12-24', '13:00: Christmas Eve'],
    ['2023-07-03', '13:00: Day before Independence Day'],
    ['2025-07-03', '13:00: Day before Independence Day'],
  ])('%s', (date, expected) => {
    expect(whatHappensOn(date)).toBe(expected)
  })

  test.each([
    ['2015-07-02', 'the 4th is a Saturday: the 3rd is the holiday itself'],
    ['2021-07-02', 'the 4th is a Sunday, the 3rd a Saturday'],
    ['2022-07-01', 'the 4th is a Monday'],
    ['2022-07-05', 'the day after a Monday holiday'],
    ['2010-12-23', 'Christmas is a Saturday: the 24th is the holiday itself'],
    ['2022-12-23', 'Christmas is a Sunday, the 24th a Saturday'],
    ['2023-12-22', 'Christmas is a Monday'],
  ])('never move to another day: %s is regular because %s', (date) => {
    expect(whatHappensOn(date)).toBe('regular')
  })

  test('with a Thursday holiday moved from Friday 5 July to Wednesday 3 July in 2013', () => {
    expect([whatHappensOn('2002-07-03'), whatHappensOn('2002-07-05')]).toEqual([
      'regular',
      '13:00: Day after Independence Day',
    ])
    expect([whatHappensOn('2013-07-03'), whatHappensOn('2013-07-05')]).toEqual([
      '13:00: Day before Independence Day',
      'regular',
    ])
  })

  test('were at 14:00 until 1992, and not yet on every later occasion', () => {
    expect(whatHappensOn('1992-12-24')).toBe('14:00: Christmas Eve')
    expect(whatHappensOn('1993-11-26')).toBe('13:00: Day after Thanksgiving')
    expect(whatHappensOn('1991-11-29')).toBe('regular')
    expect(whatHappensOn('1991-07-03')).toBe('regular')
  })
})

describe('the days no rule gives', () => {
  test.each([
    ['2001-09-11', 'closed: September 11 attacks'],
    ['2001-09-17', 'regular'],
    ['2012-10-29', 'closed: Hurricane Sandy'],
    ['2025-01-09', 'closed: National Day of Mourning: Jimmy Carter'],
    ['2003-12-26', '13:00: Day after Christmas'],
    ['2008-12-26', 'regular'],
    ['1999-12-31', "13:00: New Year's Eve of 2000"],
    ['1997-10-27', '15:30: Circuit breaker'],
  ])('%s is %s', (date, expected) => {
    expect(whatHappensOn(date)).toBe(expected)
  })
})

describe('an open day', () => {
  test('has its minutes and its moments', () => {
    expect(marketDay(on('2022-03-14'))).toEqual({
      kind: 'open',
      date: '2022-03-14',
      openMinute: 570,
      closeMinute: 960,
      openAt: Date.parse('2022-03-14T13:30:00Z'),
      closeAt: Date.parse('2022-03-14T20:00:00Z'),
    })
  })

  test('says why it is short', () => {
    expect(marketDay(on('2022-11-25'))).toMatchObject({
      closeMinute: 780,
      closeAt: Date.parse('2022-11-25T18:00:00Z'),
      earlyClose: 'Day after Thanksgiving',
    })
  })

  test('on both sides of a clock change opens at 09:30', () => {
    const opens = ['2026-03-06', '2026-03-09', '2026-10-30', '2026-11-02'].map((date) => marketDay(on(date)))
    expect(opens.map((day) => day.kind === 'open' && new Date(day.openAt).toISOString())).toEqual([
      '2026-03-06T14:30:00.000Z',
      '2026-03-09T13:30:00.000Z',
      '2026-10-30T13:30:00.000Z',
      '2026-11-02T14:30:00.000Z',
    ])
  })
})

describe("the operator's exceptions", () => {
  const mourning: CalendarException = { kind: 'closed', date: on('2026-03-04'), name: 'Day of Mourning' }
  const early: CalendarException = {
    kind: 'earlyClose',
    date: on('2026-03-04'),
    name: 'Storm',
    closeTime: '14:15',
  }
  const holdOff: CalendarException = { kind: 'noTrade', date: on('2026-03-04'), name: 'Election night' }

  test('close a day', () => {
    expect(whatHappensOn('2026-03-04', [mourning])).toBe('closed: Day of Mourning')
    expect(whatHappensOn('2026-03-05', [mourning])).toBe('regular')
  })

  test('shorten a day', () => {
    expect(whatHappensOn('2026-03-04', [early])).toBe('14:15: Storm')
    expect(marketDay(on('2026-03-04'), [early])).toMatchObject({ closeMinute: 855 })
  })

  test('replace the early close of the rules and of the past', () => {
    const eve: CalendarException = { ...early, date: on('2026-12-24') }
    const crash: CalendarException = { ...early, date: on('1997-10-27') }
    expect(whatHappensOn('2026-12-24', [eve])).toBe('14:15: Storm')
    expect(whatHappensOn('1997-10-27', [crash])).toBe('14:15: Storm')
  })

  test('mark an open day as one without trades, short or not', () => {
    expect(marketDay(on('2026-03-04'), [holdOff, early])).toMatchObject({
      kind: 'open',
      noTrade: 'Election night',
      earlyClose: 'Storm',
    })
    expect(whatHappensOn('2026-03-04', [holdOff])).toBe('regular')
  })

  test('let a closure win over anything else said about the day', () => {
    expect(whatHappensOn('2026-03-04', [holdOff, early, mourning])).toBe('closed: Day of Mourning')
  })

  test('never open a day that the rules close', () => {
    expect(whatHappensOn('2026-11-26', [{ ...early, date: on('2026-11-26') }])).toBe(
      'closed: Thanksgiving Day',
    )
    expect(marketDay(on('2026-03-07'), [{ ...holdOff, date: on('2026-03-07') }]).kind).toBe('closed')
  })

  test('are stepped over by the search for open days', () => {
    expect(nextOpenDay(on('2026-03-03'), [mourning])).toBe('2026-03-05')
    expect(previousOpenDay(on('2026-03-05'), [mourning])).toBe('2026-03-03')
    expect(nextOpenDay(on('2026-03-03'), [holdOff])).toBe('2026-03-04')
  })
})

describe('the search for open days', () => {
  test('steps over holidays and weekends', () => {
    expect(nextOpenDay(on('2001-09-10'))).toBe('2001-09-17')
    expect(previousOpenDay(on('2001-09-17'))).toBe('2001-09-10')
    expect(nextOpenDay(on('2026-04-02'))).toBe('2026-04-06')
    expect(previousOpenDay(on('2026-07-06'))).toBe('2026-07-02')
  })

  test('one step forward and one back returns to an open day, and nothing is skipped', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const next = nextOpenDay(date)
        const previous = previousOpenDay(next)
        expect(marketDay(next).kind).toBe('open')
        expect(next > date && previous <= date).toBe(true)
        expect(nextOpenDay(previous)).toBe(next)
        expect(previous === date).toBe(marketDay(date).kind === 'open')
      }),
      { numRuns: 500 },
    )
  })

  test('gives up with a reason when the exceptions close everything', () => {
    const always = Array.from(
      { length: 100 },
      (_, days): CalendarException => ({
        kind: 'closed',
        date: addDays(on('2026-01-01'), days),
        name: 'Never open',
      }),
    )
    expect(() => nextOpenDay(on('2026-01-01'), always)).toThrow(
      'no open day within 60 days after 2026-01-01: check the calendar exceptions',
    )
  })
})

test('every year has 250 to 254 sessions, apart from the 248 of 2001', () => {
  for (let year = 1990; year <= 2100; year += 1) {
    const sessions = sessionsOf(year)
    const [fewest, most] = year === 2001 ? [248, 248] : [250, 254]
    expect(sessions >= fewest && sessions <= most ? 'plausible' : `${sessions} in ${year}`).toBe('plausible')
  }
})

test('a date before 1990 has no calendar', () => {
  expect(() => marketDay(on('1989-12-29'))).toThrow(
    new RangeError('no market calendar for 1989-12-29 (allowed: 1990-01-01 or later)'),
  )
})

test('a range that ends before it begins has no special days', () => {
  expect(specialDays({ from: on('2026-12-31'), to: on('2026-01-01') })).toEqual([])
})

function sessionsOf(year: number): number {
  let sessions = 0
  for (let date = on(`${year}-01-01`); date <= `${year}-12-31`; date = addDays(date, 1))
    if (marketDay(date).kind === 'open') sessions += 1
  return sessions
}
