import { describe, expect, test } from '@jest/globals'
import {
  loginReminderAlert,
  tokenAlert,
  tokenRenewalFailedAlert,
} from '../../../shared/alerts/token-alerts.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { dueRung, type LoginRung } from '../../../shared/token/login-ladder.ts'

const date = parseExchangeDate('2026-03-03')
const moment = { date, time: exchangeInstant(date, 1) }
const later = { date, time: exchangeInstant(date, 61) }

test('an ended token is critical and says what follows from it', () => {
  const { urgency, text } = tokenAlert('expired', moment)
  expect(urgency).toBe('critical')
  expect(text).toBe(
    'TOKEN EXPIRED\nThe access token ended at midnight ET. Nothing is bought until you log in.\n' +
      '2026-03-03 00:01 ET',
  )
})

test('a rejected token is critical, a renewed one is for information', () => {
  expect(tokenAlert('rejected', moment).urgency).toBe('critical')
  expect(tokenAlert('renewed', moment).urgency).toBe('info')
})

test('the same news of the same date is the same alert, but every renewal is its own', () => {
  expect(tokenAlert('expired', later).alertId).toBe(tokenAlert('expired', moment).alertId)
  expect(tokenAlert('rejected', moment).alertId).not.toBe(tokenAlert('expired', moment).alertId)
  expect(tokenAlert('renewed', later).alertId).not.toBe(tokenAlert('renewed', moment).alertId)
})

test('where only a login helps it is one tap away', () => {
  const commands = (news: 'expired' | 'rejected' | 'renewed') =>
    tokenAlert(news, moment).offers?.map(({ command }) => command)
  expect([commands('expired'), commands('rejected'), commands('renewed')]).toEqual([
    ['/login'],
    ['/login'],
    undefined,
  ])
})

test('a failed renewal is critical, names the problem and what becomes of it', () => {
  const alert = tokenRenewalFailedAlert('no answer within 10 s', { ...moment, correlationId: '4bf9' })
  expect(alert).toMatchObject({ type: 'TOKEN', urgency: 'critical', offers: [{ command: '/login' }] })
  expect(alert.text).toContain('TOKEN RENEWAL FAILED\nNo answer within 10 s\n')
  expect(alert.text).toContain('Log id 4bf9\n')
  expect(tokenRenewalFailedAlert('no answer', later).alertId).not.toBe(alert.alertId)
})

describe('reminders to log in', () => {
  const openAt = exchangeInstant(date, 570)
  const remind = (minute: number, rung = dueRung(exchangeInstant(date, minute), openAt)) =>
    loginReminderAlert(rung as LoginRung, { date, time: exchangeInstant(date, minute), openAt })

  test('become critical half an hour before the open', () => {
    const rungs = [480, 510, 540, 555, 565].map((minute) => remind(minute))
    expect(rungs.map(({ urgency }) => urgency)).toEqual(['info', 'info', 'critical', 'critical', 'critical'])
    expect(new Set(rungs.map(({ text }) => text.split('\n')[0])).size).toBe(5)
    expect(rungs.every(({ offers }) => offers?.[0]?.command === '/login')).toBe(true)
  })

  test('are one alert a rung and a date, however late the call comes', () => {
    expect(remind(552).alertId).toBe(remind(540).alertId)
    expect(remind(555).alertId).not.toBe(remind(540).alertId)
  })

  test('count the minutes that are really left', () => {
    expect(remind(569).text).toContain('NO LOGIN, 1 MINUTE LEFT\nThe market opens at 09:30 ET, in 1 minute.')
    expect(remind(547).text).toContain('NO LOGIN, 23 MINUTES TO THE OPEN')
  })
})
