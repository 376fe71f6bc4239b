import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { epochMs } from '../../../shared/time/exchange-time.ts'
import { formatLocalTime, isKnownZone } from '../../../shared/time/local-time.ts'

const utc = (text: string) => epochMs(Date.parse(text))

test.each([
  ['Europe/Berlin', '2026-03-03T15:15:59Z', '16:15'],
  ['Europe/Berlin', '2026-07-03T14:15:00Z', '16:15'],
  ['America/Los_Angeles', '2026-03-03T14:36:00Z', '06:36'],
  ['Asia/Kolkata', '2026-03-03T20:00:00Z', '01:30'],
  ['America/Argentina/Buenos_Aires', '2026-03-03T12:05:00Z', '09:05'],
  ['UTC', '2026-03-03T00:00:00Z', '00:00'],
])('the wall clock of %s at %s shows %s', (zone, at, shown) => {
  expect(formatLocalTime(utc(at), zone)).toBe(shown)
})

test('between the clock changes of Europe and America the distance is its own', () => {
  const at = utc('2026-03-16T13:36:00Z')
  expect(formatLocalTime(at, 'Europe/Berlin')).toBe('14:36')
  expect(formatLocalTime(at, 'America/New_York')).toBe('09:36')
})

test.each(['Europe/Berlin', 'America/Port-au-Prince', 'Etc/GMT+5', 'EST5EDT', 'UTC'])(
  'the zone %s is known',
  (name) => {
    expect(isKnownZone(name)).toBe(true)
  },
)

test.each(['', 'Mars/Olympus', '+01:00', 'Z', ' Europe/Berlin', '[Europe/Berlin]', '20200101T00Z', 'Berlin'])(
  '"%s" is no zone',
  (name) => {
    expect(isKnownZone(name)).toBe(false)
  },
)

test('any text is known or not, and every known zone has a clock', () => {
  const words = fc.constantFrom('Europe', 'America', 'Berlin', 'Chicago', '/', '_', '-', '+', '5', 'Z', ' ')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words, { maxLength: 5 }).map((parts) => parts.join('')),
      ),
      (name) => {
        if (isKnownZone(name)) expect(formatLocalTime(epochMs(0), name)).toMatch(/^\d\d:\d\d$/)
      },
    ),
  )
})

test('an unknown zone has no clock', () => {
  expect(() => formatLocalTime(epochMs(0), 'Mars/Olympus')).toThrow(RangeError)
})
