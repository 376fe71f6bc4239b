import { expect, test } from '@jest/globals'
import { noticeText } from '../../../infra/telegram/notice-text.ts'
import type { Alert } from '../../../shared/alerts/alert.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const STOP: Alert = {
  alertId: 'stop-1',
  type: 'STOP_MOVED',
  urgency: 'info',
  time: NINE_THIRTY_SIX,
  text: 'STOP TQQQ BREAKEVEN\nStop 46.50 to 47.60\n09:36:00 ET',
}
const BREAKER: Alert = { ...STOP, alertId: 'breaker-1', urgency: 'critical', text: 'BREAKER OPEN' }
const NEW_YORK = 'America/New_York'
const once = { mayBeRepeat: false }

test('one alert is its own text, with the time on the clock of an owner elsewhere', () => {
  expect(noticeText({ alerts: [STOP], ...once }, NEW_YORK)).toBe(STOP.text)
  expect(noticeText({ alerts: [STOP], ...once }, 'Europe/Berlin')).toBe(`${STOP.text} · 15:36 Europe/Berlin`)
})

test('a critical alert is marked', () => {
  expect(noticeText({ alerts: [BREAKER], ...once }, NEW_YORK)).toBe('‼️ BREAKER OPEN')
})

test('several alerts are a digest of all their texts', () => {
  expect(noticeText({ alerts: [STOP, BREAKER], ...once }, 'Asia/Tokyo').split('\n')).toEqual([
    'DIGEST 2 messages',
    '',
    'STOP TQQQ BREAKEVEN',
    'Stop 46.50 to 47.60',
    '09:36:00 ET · 23:36 Asia/Tokyo',
    '',
    '‼️ BREAKER OPEN · 23:36 Asia/Tokyo',
  ])
})

test('what may be a repeat says so under its headline', () => {
  const words = 'Perhaps a repeat: whether an earlier delivery arrived is unknown.'
  const lines = (alerts: readonly [Alert, ...Alert[]]) =>
    noticeText({ alerts, mayBeRepeat: true }, NEW_YORK).split('\n')
  expect(lines([STOP])).toEqual(['STOP TQQQ BREAKEVEN', words, 'Stop 46.50 to 47.60', '09:36:00 ET'])
  expect(lines([BREAKER])).toEqual(['‼️ BREAKER OPEN', words])
  expect(lines([STOP, STOP]).slice(0, 3)).toEqual(['DIGEST 2 messages', words, ''])
})
