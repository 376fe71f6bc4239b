import { describe, expect, test } from '@jest/globals'
import { buyAlert, partialSellAlert, sellAlert, stopMovedAlert } from '../../../shared/alerts/trade-alerts.ts'
import type { OrderId } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { closeTrade } from '../../../shared/ledger/close-trade.ts'
import { applyFill } from '../../../shared/ledger/position-book.ts'
import { initialState } from '../../../shared/state/trading-state.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { DEMO_FILLS, fill, goldenPosition, NINE_THIRTY_SIX, plan } from '../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-03')
const EXIT_TIME = (exchangeInstant(DATE, 615) + 30_000) as EpochMs
const ORDER = {
  orderId: '1001' as OrderId,
  quantity: 184,
  price: money('47.50'),
  sentAt: (NINE_THIRTY_SIX - 32_000) as EpochMs,
  time: (NINE_THIRTY_SIX - 30_000) as EpochMs,
  mode: 'DEMO',
} as const

describe('BUY', () => {
  test('the golden entry reads as the specification shows it', () => {
    expect(buyAlert(goldenPosition(), ORDER)).toMatchObject({ type: 'BUY', urgency: 'info' })
    expect(buyAlert(goldenPosition(), ORDER).text).toBe(
      [
        'BUY TQQQ 🔰🔰',
        'ProShares UltraPro QQQ',
        '184 at 47.50 = 8,740.00 USD, SIMULATED',
        'Score 0.90 HIGH (uncalibrated), label 12 %',
        'Stop 46.50 (-2.11 %)',
        'Target 49.88 (+5.00 %), R:R 1:2.4',
        'Order 1001',
        'Sent 09:35:28, filled 09:35:30 ET',
      ].join('\n'),
    )
  })

  test('a calibrated score shows its win probability instead of "uncalibrated"', () => {
    const calibrated = goldenPosition({ plan: plan({ winProbability: 0.574 }) })
    expect(buyAlert(calibrated, ORDER).text).toContain('Score 0.90 HIGH, win probability 57 %, label 12 %')
    expect(buyAlert(calibrated, ORDER).text).not.toContain('uncalibrated')
  })

  test('LIVE says FILLED', () => {
    expect(buyAlert(goldenPosition(), { ...ORDER, mode: 'LIVE' }).text).toContain('8,740.00 USD, FILLED')
  })

  test('each part of an entry is an alert of its own', () => {
    const more = goldenPosition({ boughtQuantity: 284 })
    expect(buyAlert(more, ORDER).alertId).not.toBe(buyAlert(goldenPosition(), ORDER).alertId)
  })

  test.each([
    [0.98, 'BUY TQQQ 🔰🔰🔰'],
    [0.9799, 'BUY TQQQ 🔰🔰'],
    [0.85, 'BUY TQQQ 🔰🔰'],
    [0.8499, 'BUY TQQQ 🔰'],
    [0.7, 'BUY TQQQ 🔰'],
    [0.6999, 'BUY TQQQ'],
  ])('a score of %d is headed %s', (score, headline) => {
    const [first] = buyAlert(goldenPosition({ plan: plan({ score }) }), ORDER).text.split('\n')
    expect(first).toBe(headline)
  })
})

describe('SELL', () => {
  const exit = fill('SELL', 184, '48.05', { time: EXIT_TIME })
  const opened = goldenPosition({ openedAt: (NINE_THIRTY_SIX - 30_000) as EpochMs })
  const trade = closeTrade(applyFill(opened, exit), { reason: 'TRAILING_STOP', fill: exit, ...DEMO_FILLS })
  const day = { ...initialState(DATE).day, exits: 1, wins: 1, realized: money('101.20') }

  test('the golden exit: +101.20 USD, +1.16 %, 40 minutes', () => {
    expect(sellAlert(trade, day).text).toBe(
      [
        'SELL TQQQ TRAILING_STOP',
        '184 from 47.50 to 48.05, SIMULATED',
        'P&L +101.20 USD, +1.16 %, 40 minutes',
        'The price fell back to the trailing stop',
        'Today +101.20 USD in 1 trade, 1 won',
        '10:15:30 ET',
      ].join('\n'),
    )
  })

  test('a loss carries its sign, and several trades their plural', () => {
    const lost = { ...trade, pnl: money('-184.00'), pnlPct: -2.105, reason: 'STOP_LOSS' } as const
    const { text } = sellAlert(lost, { ...day, exits: 2, realized: money('-82.80') })
    expect(text).toContain('P&L -184.00 USD, -2.10 %, 40 minutes\nThe price fell to the initial stop')
    expect(text).toContain('Today -82.80 USD in 2 trades, 1 won')
  })
})

describe('STOP', () => {
  const breakeven = goldenPosition({
    stop: money('47.595'),
    stopKind: 'breakeven',
    highWater: money('47.80'),
  })

  test('09:36 at 47.80: breakeven, 47.595 shown as 47.60', () => {
    const seen = { price: money('47.80'), time: NINE_THIRTY_SIX }
    expect(stopMovedAlert(goldenPosition(), breakeven, seen).text).toBe(
      'STOP TQQQ BREAKEVEN\nFrom 46.50 to 47.60\nPrice 47.80 (+0.63 %), high 47.80\n09:36:00 ET',
    )
  })

  test('a high of 48.50: trailing, 48.112 shown as 48.11', () => {
    const trailing = { stop: money('48.112'), stopKind: 'trailing', highWater: money('48.50') } as const
    const seen = { price: money('48.50'), time: NINE_THIRTY_SIX }
    expect(stopMovedAlert(breakeven, goldenPosition(trailing), seen).text).toBe(
      'STOP TQQQ TRAILING\nFrom 47.60 to 48.11\nPrice 48.50 (+2.11 %), high 48.50\n09:36:00 ET',
    )
  })
  test('a surge of selling: its weight is told', () => {
    const tightened = goldenPosition({ stop: money('47.50'), stopKind: 'surge', highWater: money('47.70') })
    const seen = { price: money('47.60'), time: NINE_THIRTY_SIX, surge: 'major' } as const
    expect(stopMovedAlert(goldenPosition(), tightened, seen).text).toBe(
      [
        'STOP TQQQ SELLING SURGE',
        'From 46.50 to 47.50',
        'Price 47.60 (+0.21 %), high 47.70',
        'Tightened on a major selling surge',
        '09:36:00 ET',
      ].join('\n'),
    )
  })
})

test('a part sold at a profit: what it earned and what is left', () => {
  const sold = fill('SELL', 92, '48.50')
  const alert = partialSellAlert(applyFill(goldenPosition(), sold), { fill: sold, mode: 'LIVE' })
  expect(alert).toMatchObject({ alertId: 'sell-part-TQQQ-1-92', type: 'SELL', urgency: 'info' })
  expect(alert.text).toBe(
    [
      'SELL PART TQQQ',
      '92 from 47.50 to 48.50, FILLED',
      'P&L +92.00 USD before fees, +2.11 %',
      '92 left, stop 46.50',
      '09:36:00 ET',
    ].join('\n'),
  )
})
