import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Money, money } from '../../../shared/domain/money.ts'
import { tradeStatistics } from '../../../shared/ledger/statistics.ts'

const trade = (pnl: string) => ({ pnl: money(pnl) })

test('no trade has no rate, no factor, no average, no best and no worst', () => {
  expect(tradeStatistics([])).toEqual({
    trades: 0,
    wins: 0,
    losses: 0,
    pnl: 0,
    drawdown: 0,
    streaks: { longestWin: 0, longestLoss: 0, currentWin: 0, currentLoss: 0 },
  })
})

test('wins and losses are counted from the cent, a flat trade is neither', () => {
  const statistics = tradeStatistics(['100', '-50', '0', '-25.5', '10'].map(trade))
  expect(statistics).toMatchObject({
    trades: 5,
    wins: 2,
    losses: 2,
    pnl: money('34.50'),
    winRatePct: 40,
    expectancy: money('6.90'),
    averageWin: money('55'),
    averageLoss: money('-37.75'),
    best: money('100'),
    worst: money('-50'),
    drawdown: money('75.50'),
  })
  expect(statistics.profitFactor).toBeCloseTo(110 / 75.5, 12)
})

test('without a loss there is no profit factor and no average loss to state', () => {
  expect(tradeStatistics([trade('1')])).not.toHaveProperty('profitFactor')
  expect(tradeStatistics([trade('1')])).not.toHaveProperty('averageLoss')
})

test('without a win the profit factor is 0 and there is no average win to state', () => {
  expect(tradeStatistics([trade('-1')]).profitFactor).toBe(0)
  expect(tradeStatistics([trade('-1')])).not.toHaveProperty('averageWin')
})

describe('the drawdown', () => {
  test('is measured from the running high, not from the start', () => {
    expect(tradeStatistics(['-10', '50', '-30', '5', '-20'].map(trade)).drawdown).toBe(money('45'))
  })

  test('a loss before any win is one too', () => {
    expect(tradeStatistics(['-10', '5'].map(trade)).drawdown).toBe(money('10'))
  })
})

const results = fc.array(fc.integer({ min: -5_000_000, max: 5_000_000 }), { maxLength: 60 })

test('every figure is what a plain recomputation says', () => {
  fc.assert(
    fc.property(results, (pnls) => {
      const { streaks: _, ...statistics } = tradeStatistics(pnls.map((pnl) => ({ pnl: pnl as Money })))
      expect(statistics).toEqual(recomputed(pnls))
    }),
    { numRuns: 1_000 },
  )
})

test('the longest streaks are those of the results written as a word', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1, max: 1 }), { maxLength: 60 }), (pnls) => {
      const word = pnls.map((pnl) => 'L-W'[pnl + 1]).join('')
      const longest = (pattern: RegExp) =>
        Math.max(0, ...Array.from(word.matchAll(pattern), ([run]) => run.length))
      expect(tradeStatistics(pnls.map((pnl) => ({ pnl: pnl as Money }))).streaks).toEqual({
        longestWin: longest(/W+/g),
        longestLoss: longest(/L+/g),
        currentWin: /W*$/.exec(word)?.[0].length,
        currentLoss: /L*$/.exec(word)?.[0].length,
      })
    }),
    { numRuns: 1_000 },
  )
})

/** The same figures the long way: whole integers, and the drawdown as the worst of all pairs of moments. */
function recomputed(pnls: readonly number[]) {
  const sum = (values: readonly number[]) =>
    Number(values.reduce((total, value) => total + BigInt(value), 0n))
  const mean = (values: readonly number[]) => Math.round(sum(values) / values.length) + 0
  const won = pnls.filter((pnl) => pnl > 0)
  const lost = pnls.filter((pnl) => pnl < 0)
  const equity = [0, ...pnls.map((_, last) => sum(pnls.slice(0, last + 1)))]
  const falls = equity.flatMap((high, from) => equity.slice(from).map((low) => high - low))
  return {
    trades: pnls.length,
    wins: won.length,
    losses: lost.length,
    pnl: sum(pnls),
    drawdown: Math.max(...falls),
    ...(pnls.length > 0 && {
      winRatePct: (won.length / pnls.length) * 100,
      expectancy: mean(pnls),
      best: Math.max(...pnls) + 0,
      worst: Math.min(...pnls) + 0,
    }),
    ...(won.length > 0 && { averageWin: mean(won) }),
    ...(lost.length > 0 && { averageLoss: mean(lost), profitFactor: sum(won) / -sum(lost) }),
  }
}
