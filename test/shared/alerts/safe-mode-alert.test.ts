import { expect, test } from '@jest/globals'
import { safeModeOffAlert, safeModeOnAlert } from '../../../shared/alerts/safe-mode-alert.ts'
import { SAFE_MODE_REASONS, type SafeModeTrip } from '../../../shared/state/risk-state.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const TRIP: SafeModeTrip = {
  reason: 'daily-loss',
  detail: 'down 1,250.00 USD today, limit 5 %',
  at: NINE_THIRTY_SIX,
  date: parseExchangeDate('2026-03-03'),
  healthyCycles: 0,
  ownerConfirmed: false,
}

test('the owner is told why nothing is bought any more and what ends it', () => {
  expect(safeModeOnAlert(TRIP)).toMatchObject({ type: 'SAFE_MODE', urgency: 'critical' })
  expect(safeModeOnAlert(TRIP).text).toBe(
    [
      'SAFE MODE ON: daily-loss',
      'Down 1,250.00 USD today, limit 5 %',
      'No entries; exits go on.',
      'It ends by itself with the next session.',
      '2026-03-03 09:36 ET',
    ].join('\n'),
  )
})

test('each reason and each time is an alert of its own', () => {
  const trips = SAFE_MODE_REASONS.flatMap((reason) => [
    { ...TRIP, reason },
    { ...TRIP, reason, at: (NINE_THIRTY_SIX + 1) as SafeModeTrip['at'] },
  ])
  expect(new Set(trips.map((trip) => safeModeOnAlert(trip).alertId)).size).toBe(trips.length)
})

test('the end is told with what it was on for', () => {
  const off = safeModeOffAlert([TRIP, { ...TRIP, reason: 'manual' }], NINE_THIRTY_SIX)
  expect(off).toMatchObject({ type: 'SAFE_MODE', urgency: 'info' })
  expect(off.text).toContain('SAFE MODE OFF\nEntries are made again.\nIt was on for daily-loss, manual.')
})

test.each([
  ['daily-loss', undefined],
  ['system-error', undefined],
  ['clock-skew', undefined],
  ['drawdown', '/safemode'],
  ['reconciliation-mismatch', '/safemode'],
  ['unexpected-short', '/safemode'],
  ['manual', '/safemode'],
  ['paused', '/resume'],
  ['killed', '/resume'],
] as const)('%s offers %s', (reason, command) => {
  expect(safeModeOnAlert({ ...TRIP, reason }).offers?.map((offer) => offer.command)).toEqual(
    command && [command],
  )
})

test('an error names the id under which the log tells more', () => {
  const { text } = safeModeOnAlert({ ...TRIP, reason: 'system-error' }, { correlationId: '4bf9' })
  expect(text).toContain('Log id 4bf9\n')
})
