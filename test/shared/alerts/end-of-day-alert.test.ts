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
      'P&L +101.20 USD in 1 trade',
      '1 won, 0 lost, win rate 100 %',
      'Profit factor n/a, no losing trade',
      'Drawdown 0.00 USD',
      'Best +101.20 USD, worst +101.20 USD',
      'Average win +101.20 USD, loss n/a',
      'Expectancy +101.20 USD a trade',
      'Longest run 1 won, 0 lost',
      'rsi-positivity: +101.20 USD in 1 trade, 1 won',
      'standard: +101.20 USD in 1 trade, 1 won',
      'TQQQ 184: 47.50 to 48.05, +101.20 USD, +1.16 %, TRAILING_STOP',
      'Without a stop: half within 0.0 s, 99 % within 0.0 s, worst 0.0 s',
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
  expect(text.split('\n').slice(-2)).toEqual([
    'Cloud: 60,000 documents read, 30,000 written, 620 runs',
    `Cloud cost ${(usd / 21).toFixed(2)} USD, a month of such days ${usd.toFixed(2)} USD`,
  ])
})

test('the calls of the day are summed up for each provider', () => {
  const calls = { 'etrade/market': 870, 'etrade/orders': 164, 'finnhub/news': 96 }
  const usage = { reads: 1, writes: 1, deletes: 0, runs: 1, runMs: 1, calls }
  expect(endOfDayAlert({ ...day, usage }, [], closing).text).toContain('Calls: etrade 1,034, finnhub 96')
})

test('a picture goes with it where there is one', () => {
  expect(endOfDayAlert(day, [], closing)).not.toHaveProperty('picture')
  expect(endOfDayAlert(day, [], { ...closing, picture: '<svg/>' }).picture).toBe('<svg/>')
})

test('a winner and a loser', () => {
  const trades = [sold('48.05', 'TRAILING_STOP'), sold('46.50', 'STOP_LOSS')]
  const { text } = endOfDayAlert(day, trades, closing)
  expect(text).toContain('P&L -82.80 USD in 2 trades\n1 won, 1 lost, win rate 50 %')
  expect(text).toContain('Profit factor 0.55\nDrawdown 184.00 USD')
  expect(text).toContain('Best +101.20 USD, worst -184.00 USD\nAverage win +101.20 USD, loss -184.00 USD')
  expect(text).toContain('Expectancy -41.40 USD a trade\nLongest run 1 won, 1 lost')
  expect(text).toContain('standard: -82.80 USD in 2 trades, 1 won')
})

test('shares that are still held make it critical and come first', () => {
  const alert = endOfDayAlert(day, [], { ...closing, stillHeld: [TQQQ] })
  expect(alert.urgency).toBe('critical')
  expect(alert.text.split('\n').slice(0, 4)).toEqual([
    'END OF DAY 2026-03-03',
    'STILL HELD: TQQQ.',
    'Close these by hand at the broker.',
    'No trades.',
  ])
})

test('once enough trades are closed it says on how many the win probability rests', () => {
  const calibrated = { calibrated: true, trades: 231, tradesMin: 200 }
  const { text } = endOfDayAlert(day, [], { ...closing, calibration: calibrated })
  expect(text).toContain('Win probability calibrated on 231 trades')
  expect(text).not.toContain('uncalibrated')
})
