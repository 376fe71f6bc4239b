import { expect, test } from '@jest/globals'
import type { Alert } from '../../../shared/alerts/alert.ts'
import {
  NOTHING_SENT,
  type SentHistory,
  sentHistorySchema,
  withSent,
} from '../../../shared/alerts/sent-history.ts'
import { type EpochMs, HOUR_MS } from '../../../shared/time/instant.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const RULES = { messagesPerMinuteMax: 20, messagesPerHourMax: 100 }
const after = (ms: number) => (NINE_THIRTY_SIX + ms) as EpochMs

function send(history: SentHistory, urgency: Alert['urgency'], at: EpochMs): SentHistory {
  const alert: Alert = { alertId: 'a', type: 'BUY', urgency, time: at, text: 'BUY' }
  return withSent(history, { alerts: [alert], mayBeRepeat: false }, at, RULES)
}

test('each kind is remembered for itself', () => {
  const both = send(send(NOTHING_SENT, 'info', after(0)), 'critical', after(1))
  expect(both).toEqual({ info: [after(0)], critical: [after(1)] })
  expect(sentHistorySchema.parse(JSON.parse(JSON.stringify(both)))).toEqual(both)
})

test('what is an hour old is forgotten, of both kinds', () => {
  const both = send(send(NOTHING_SENT, 'info', after(0)), 'critical', after(0))
  expect(send(both, 'info', after(HOUR_MS - 1)).info).toEqual([after(0), after(HOUR_MS - 1)])
  expect(send(both, 'info', after(HOUR_MS))).toEqual({ info: [after(HOUR_MS)], critical: [] })
})

test('a flood of critical messages does not fill the store', () => {
  let history = NOTHING_SENT
  for (let ms = 0; ms < 300; ms += 1) history = send(history, 'critical', after(ms))
  expect(history.critical).toHaveLength(100)
  expect(history.critical.at(-1)).toBe(after(299))
})
