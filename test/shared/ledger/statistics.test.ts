import { expect, test } from '@jest/globals'
import { type Money, money } from '../../../shared/domain/money.ts'
import type { Trade } from '../../../shared/domain/trade.ts'
import { tradeStatistics } from '../../../shared/ledger/statistics.ts'

const trade = (pnl: string) => ({ pnl: money(pnl) }) as Trade

test('no trade has no win rate, no profit factor, no best and no worst', () => {
  expect(tradeStatistics([])).toEqual({ trades: 0, wins: 0, losses: 0, pnl: 0, drawdown: 0 })
})

test('wins and losses are counted from the cent, a flat trade is neither', () => {
  const statistics = tradeStatistics(['100', '-50', '0', '-25.5', '10'].map(trade))
  expect(statistics).toMatchObject({
    trades: 5,
    wins: 2,
    losses: 2,
    pnl: money('34.50'),
    winRatePct: 40,
    best: money('100'),
    worst: money('-50'),
    drawdown: money('75.50'),
  })
  expect(statistics.profitFactor).toBeCloseTo(110 / 75.5, 12)
})

test('without a loss there is no profit factor to state', () => {
  expect(tradeStatistics([trade('1')])).not.toHaveProperty('profitFactor')
})

test('the drawdown is measured from the running high, not from the start', () => {
  expect(tradeStatistics(['-10', '50', '-30', '5', '-20'].map(trade)).drawdown).toBe(45_0000 as Money)
})
