import { expect, test } from '@jest/globals'
import { strangerAlert } from '../../../shared/alerts/stranger-alert.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'

const date = parseExchangeDate('2026-03-03')
const seen = { userId: 987_654_321, chatId: -100_123, date, time: exchangeInstant(date, 600) }

test('a stranger is told by numbers alone', () => {
  expect(strangerAlert(seen)).toMatchObject({ type: 'STRANGER', urgency: 'info' })
  expect(strangerAlert(seen).text).toContain('User 987654321 wrote to the bot in chat -100123.')
})

test('each user is one alert a date, in whatever chat', () => {
  const elsewhere = { ...seen, chatId: 5, time: exchangeInstant(date, 700) }
  expect(strangerAlert(elsewhere).alertId).toBe(strangerAlert(seen).alertId)
  expect(strangerAlert({ ...seen, userId: 1 }).alertId).not.toBe(strangerAlert(seen).alertId)
  const tomorrow = parseExchangeDate('2026-03-04')
  expect(strangerAlert({ ...seen, date: tomorrow }).alertId).not.toBe(strangerAlert(seen).alertId)
})
