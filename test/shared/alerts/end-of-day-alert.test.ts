import { expect, test } from '@jest/globals'
import { endOfDayAlert } from '../../../shared/alerts/end-of-day-alert.ts'
import { money } from '../../../shared/domain/money.ts'
import type { Trade } from '../../../shared/domain/trade.ts'
import { closeTrade } from '../../../shared/ledger/close-trade.ts'
import { applyFill } from '../../../shared/ledger/position-book.ts'
import { initialState } from '../../../shared/state/trading-state.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { DEMO_FILLS, fill, goldenPosition, TQQQ } from '../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-03')
const calibration = { calibrated: false, trades: 1, tradesMin: 200 }
const closing = { time: exchangeInstant(DATE, 965), stillHeld: [], calibration }
const day = { ...initialState(DATE).day, scans: 196, monitors: 391, fees: money('1.25') }

function sold(price: string, reason: Trade['reason']): Trade {
  const exit = fill('SELL', 184, price)
  return closeTrade(applyFill(goldenPosition(), exit), { reason, fill: exit, ...DEMO_FILLS })
}

test('one golden trade', () => {
  const alert = endOfDayAlert(day, [sold('48.05', 'TRAILING_STOP')], closing)
  expect(alert).toMatchObject({ alertId: 'end-of-day-2026-03-03', urgency: 'info' })
  expect(alert.text).toBe(
    [
      'END OF DAY 2026-03-03',
      'P&L +101.20 USD in 1 trade, 1 won, 0 lost (win rate 100 %)',
      'Profit factor n/a (no losing trade), drawdown 0.00 USD',
      'Expectancy +101.20 USD a trade, average win +101.20 USD, average loss n/a',
      'Best +101.20 USD, worst +101.20 USD, at most 1 won and 0 lost in a row',
      'rsi-positivity: P&L +101.20 USD in 1 trade, 1 won, 0 lost (win rate 100 %)',
      'standard: P&L +101.20 USD in 1 trade, 1 won, 0 lost (win rate 100 %)',
      'TQQQ 184: 47.50 to 48.05, +101.20 USD, +1.16 %, TRAILING_STOP',
      'Without a stop at the broker: half within 0.0 s, 99 % within 0.0 s, worst 0.0 s',
      'Win probability uncalibrated: 1 of 200 trades',
      '196 scans, 391 monitor ticks, fees 1.25 USD',
    ].join('\n'),
  )
})

test('what a counted day uses of the cloud is priced for a month of such days', () => {
  const usage = { reads: 60_000, writes: 30_000, deletes: 0, runs: 620, runMs: 300_000, calls: {} }
  const { text } = endOfDayAlert({ ...day, usage }, [], closing)
  // 21 days of 10,000 reads and 10,000 writes that are not free, two secrets and four jobs more than are free.
  const usd = 21 * (0.1 * 0.033 + 0.1 * 0.099) + 2 * 0.06 + 4 * 0.1
  expect(text.split('\n').at(-1)).toBe(
    `Cloud: 60,000 documents read, 30,000 written, 620 runs; a month of such days costs about ${usd.toFixed(2)} USD`,
  )
})

test('a winner and a loser', () => {
  const trades = [sold('48.05', 'TRAILING_STOP'), sold('46.50', 'STOP_LOSS')]
  const { text } = endOfDayAlert(day, trades, closing)
  expect(text).toContain('P&L -82.80 USD in 2 trades, 1 won, 1 lost (win rate 50 %)')
  expect(text).toContain('Profit factor 0.55, drawdown 184.00 USD')
  expect(text).toContain('Best +101.20 USD, worst -184.00 USD, at most 1 won and 1 lost in a row')
  expect(text).toContain('Expectancy -41.40 USD a trade, average win +101.20 USD, average loss -184.00 USD')
  expect(text).toContain('standard: P&L -82.80 USD in 2 trades, 1 won, 1 lost (win rate 50 %)')
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

test('once enough trades are closed it says on how many the win probability rests', () => {
  const calibrated = { calibrated: true, trades: 231, tradesMin: 200 }
  const { text } = endOfDayAlert(day, [], { ...closing, calibration: calibrated })
  expect(text).toContain('Win probability calibrated on 231 trades')
  expect(text).not.toContain('uncalibrated')
})
