import { expect, test } from '@jest/globals'
import { tokenAlert } from '../../../shared/alerts/token-alerts.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'

const date = parseExchangeDate('2026-03-03')
const moment = { date, time: exchangeInstant(date, 1) }
const later = { date, time: exchangeInstant(date, 61) }

test('an ended token is critical and says what follows from it', () => {
  const { urgency, text } = tokenAlert('expired', moment)
  expect(urgency).toBe('critical')
  expect(text).toBe(
    'TOKEN EXPIRED\nThe access token ended at midnight ET. No entries until you have signed in again.\n' +
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
