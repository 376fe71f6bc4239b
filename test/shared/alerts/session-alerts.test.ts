import { describe, expect, test } from '@jest/globals'
import { marketCloseAlert, marketOpenAlert } from '../../../shared/alerts/session-alerts.ts'
import { money } from '../../../shared/domain/money.ts'
import { initialState } from '../../../shared/state/trading-state.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { TQQQ } from '../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-03')
const OPENING = {
  date: DATE,
  time: exchangeInstant(DATE, 570),
  closeAt: exchangeInstant(DATE, 960),
  universe: 118,
  selected: 50,
} as const

describe('the open', () => {
  test.each([
    ['DEMO', 'not-needed', 'DEMO: fills are simulated', undefined],
    ['LIVE', 'armed', 'LIVE, armed: orders with real money', undefined],
    ['LIVE', 'not-armed', 'LIVE, NOT ARMED: nothing is bought until /arm', '/arm'],
    ['LIVE', 'not-needed', 'LIVE on the simulator: no real money', undefined],
  ] as const)('%s, %s', (mode, arming, words, command) => {
    const alert = marketOpenAlert({ ...OPENING, mode, arming })
    expect(alert.text.split('\n')[1]).toBe(words)
    expect(alert.offers?.[0]?.command).toBe(command)
  })

  test('is told once a date, and why the owner wants nothing new today', () => {
    const alert = marketOpenAlert({
      ...OPENING,
      mode: 'DEMO',
      arming: 'not-needed',
      noTrade: 'FOMC decision',
    })
    expect(alert).toMatchObject({ alertId: 'market-open-2026-03-03', urgency: 'info' })
    expect(alert.text).toContain('No new positions today: FOMC decision')
  })
})

describe('the close', () => {
  const day = { ...initialState(DATE).day, realized: money('-82.80'), exits: 2, wins: 1 }
  const time = exchangeInstant(DATE, 960)

  test('flat is for information, with the result so far', () => {
    const alert = marketCloseAlert(day, { time, held: [] })
    expect(alert).toMatchObject({ alertId: 'market-close-2026-03-03', urgency: 'info' })
    expect(alert.text).toContain('Today -82.80 USD in 2 trades, 1 won\nFlat: nothing is held.')
  })

  test('a day without a trade says so', () => {
    const { text } = marketCloseAlert(initialState(DATE).day, { time, held: [] })
    expect(text).toContain('MARKET CLOSED\nNo trade was closed today.\nFlat: nothing is held.')
  })

  test('shares that are still held make it critical', () => {
    const alert = marketCloseAlert(day, { time, held: [TQQQ] })
    expect(alert.urgency).toBe('critical')
    expect(alert.text).toContain('STILL HELD: TQQQ.\nClose these by hand at the broker.')
  })
})
