import { expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { ConfigError } from '../../../shared/config/config-error.ts'

const closed = { date: '2026-03-03', name: 'Day of mourning', kind: 'closed' }

test('no day is out of the ordinary unless the owner names one', () => {
  expect(parseConfig({}).calendar).toEqual([])
  expect(parseConfig({ calendar: [closed] }).calendar).toEqual([closed])
})

test('an early close is at 13:00 unless told otherwise, and what was read can be read again', () => {
  const { calendar } = parseConfig({ calendar: [{ ...closed, kind: 'earlyClose' }] })
  expect(calendar).toEqual([{ ...closed, kind: 'earlyClose', closeTime: '13:00' }])
  expect(parseConfig({ calendar }).calendar).toEqual(calendar)
})

test('one date may be of two kinds', () => {
  const days = [closed, { ...closed, kind: 'noTrade' }]
  expect(parseConfig({ calendar: days }).calendar).toHaveLength(2)
})

test.each([
  [[closed, closed], /calendar\.1\.date: 2026-03-03 is there twice as closed; allowed: once for each kind/],
  [[{ ...closed, kind: 'shut' }], /calendar\.0\.kind: .*\(was "shut"\)/],
  [[{ ...closed, date: '2026-02-30' }], /calendar\.0\.date: not a date: "2026-02-30"/],
  [[{ ...closed, date: '1980-01-02' }], /calendar\.0\.date: 1980-01-02 is too old/],
  [[{ ...closed, kind: 'earlyClose', closeTime: '17:00' }], /calendar\.0\.closeTime: .*before 16:00/],
  [
    [{ ...closed, date: '2026-11-27', kind: 'earlyClose', closeTime: '15:00' }],
    /calendar\.0\.closeTime: 15:00 is after the close of 2026-11-27 by the exchange's rules/,
  ],
  [closed, /calendar: .*expected array/],
])('%j is refused by name', (calendar, problem) => {
  expect(() => parseConfig({ calendar })).toThrow(ConfigError)
  expect(() => parseConfig({ calendar })).toThrow(problem)
})
