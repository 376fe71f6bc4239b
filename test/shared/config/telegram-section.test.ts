import { expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'

test('the defaults are the specification', () => {
  expect(parseConfig({}).telegram).toEqual({
    timeZone: 'America/New_York',
    messagesPerMinuteMax: 20,
    messagesPerHourMax: 100,
    digestOver: 5,
    digestMinutes: 10,
    criticalEscalationMinutes: 5,
    confirmSeconds: 30,
  })
})

test.each(['Europe/Berlin', 'Asia/Kolkata', 'UTC'])('%s is a time zone', (timeZone) => {
  expect(parseConfig({ telegram: { timeZone } }).telegram.timeZone).toBe(timeZone)
})

test.each(['Berlin', 'Europe/Nowhere', '+02:00', ''])('"%s" is refused by name of its key', (timeZone) => {
  expect(() => parseConfig({ telegram: { timeZone } })).toThrow('telegram.timeZone: no known time zone')
})

test.each([
  { messagesPerMinuteMax: 0 },
  { messagesPerHourMax: 2.5 },
  { digestOver: 0 },
  { digestMinutes: 61 },
  { criticalEscalationMinutes: 0 },
  { confirmSeconds: 301 },
])('%j is refused', (telegram) => {
  expect(() => parseConfig({ telegram })).toThrow(`telegram.${Object.keys(telegram)[0]}`)
})
