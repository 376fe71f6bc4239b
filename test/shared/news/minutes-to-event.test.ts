import { expect, test } from '@jest/globals'
import { minutesToEvent } from '../../../shared/news/minutes-to-event.ts'
import type { AnnouncementMoment } from '../../../shared/ports/earnings.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { atMinute, sessionNow } from '../../support/session.ts'

const session = sessionNow(atMinute(30))
const at = (minute: number) => ({ session, now: atMinute(minute) })
const today = (moment: AnnouncementMoment) => [{ date: session.date, moment }]

test.each([
  ['before-open', 0, 0],
  ['before-open', 61, 61],
  ['after-close', 330, 60],
  ['after-close', 10, 380],
  ['during-session', 200, 0],
  ['unknown', 200, 0],
] as const)('earnings %s are %d minutes after the open %d minutes away', (moment, minute, minutes) => {
  expect(minutesToEvent({ earnings: today(moment), breakingAt: 'none' }, at(minute))).toBe(minutes)
})

test('earnings of another date are no event of today', () => {
  const earnings = [{ date: parseExchangeDate('2022-03-15'), moment: 'before-open' as const }]
  expect(minutesToEvent({ earnings, breakingAt: 'none' }, at(60))).toBe(Number.POSITIVE_INFINITY)
})

test('the nearer of earnings and breaking news counts', () => {
  const events = { earnings: today('before-open'), breakingAt: atMinute(80) }
  expect(minutesToEvent(events, at(90))).toBe(10)
  expect(minutesToEvent({ ...events, breakingAt: atMinute(10) }, at(15))).toBe(5)
})

test('what nobody knows is undefined unless something known is near', () => {
  expect(minutesToEvent({}, at(60))).toBeUndefined()
  expect(minutesToEvent({ earnings: [] }, at(60))).toBeUndefined()
  expect(minutesToEvent({ breakingAt: 'none' }, at(60))).toBeUndefined()
  expect(minutesToEvent({ breakingAt: atMinute(20) }, at(60))).toBe(40)
  expect(minutesToEvent({ earnings: [], breakingAt: 'none' }, at(60))).toBe(Number.POSITIVE_INFINITY)
})
