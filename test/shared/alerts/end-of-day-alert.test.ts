import { expect, test } from '@jest/globals'
import { endOfDayAlert } from '../../../shared/alerts/end-of-day-alert.ts'
import { money } from '../../../shared/domain/money.ts'
import type { Trade } from '../../../shared/domain/trade.ts'
import { applyFill, closeTrade } from '../../../shared/ledger/position-book.ts'
import { initialState } from '../../../shared/state/trading-state.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { fill, goldenPosition, TQQQ } from '../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-03')
const closing = { time: exchangeInstant(DATE, 965), stillHeld: [] }
const day = { ...initialState(DATE).day, scans: 196, monitors: 391, fees: money('1.25') }

function sold(price: string, reason: Trade['reason']): Trade {
  const exit = fill('SELL', 184, price)
  return closeTrade(applyFill(goldenPosition(), exit), { reason, fill: exit, mode: 'DEMO' })
}

test('one golden trade', () => {
  const alert = endOfDayAlert(day, [sold('48.05', 'TRAILING_STOP')], closing)
  expect(alert).toMatchObject({ alertId: 'end-of-day-2026-03-03', urgency: 'info' })
  expect(alert.text).toBe(
    [
      'END OF DAY 2026-03-03',
      'P&L +101.20 USD in 1 trade, 1 won, 0 lost (win rate 100 %)',
      'Profit factor n/a (no losing trade), drawdown 0.00 USD',
      'Best +101.20 USD, worst +101.20 USD',
      'TQQQ 184: 47.50 to 48.05, +101.20 USD, +1.16 %, TRAILING_STOP',
      '196 scans, 391 monitor ticks, fees 1.25 USD',
    ].join('\n'),
  )
})

test('a winner and a loser', () => {
  const trades = [sold('48.05', 'TRAILING_STOP'), sold('46.50', 'STOP_LOSS')]
  const { text } = endOfDayAlert(day, trades, closing)
  expect(text).toContain('P&L -82.80 USD in 2 trades, 1 won, 1 lost (win rate 50 %)')
  expect(text).toContain('Profit factor 0.55, drawdown 184.00 USD')
  expect(text).toContain('Best +101.20 USD, worst -184.00 USD')
})

test('shares that are still held make it critical and come first', () => {
  const alert = endOfDayAlert(day, [], { ...closing, stillHeld: [TQQQ] })
  expect(alert.urgency).toBe('critical')
  expect(alert.text.split('\n').slice(0, 3)).toEqual([
    'END OF DAY 2026-03-03',
    'STILL HELD: TQQQ. Close these by hand at the broker.',
    'No trades.',
  ])
})
