import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { breakdowns } from '../../../../shared/backtest/metrics/breakdowns.ts'
import { trade } from './account-of.ts'

test('a row sums up the trades of its name', () => {
  const rows = breakdowns([
    trade(0.1, { symbol: 'QQQ' }),
    trade(0.2, { symbol: 'QQQ' }),
    trade(-0.1, { symbol: 'QQQ' }),
    trade(5, { symbol: 'AAPL' }),
  ]).bySymbol
  expect(rows).toEqual([
    { name: 'AAPL', trades: 1, wins: 1, pnlUsd: 5, expectancyUsd: 5, winRatePct: 100 },
    {
      ...{ name: 'QQQ', trades: 3, wins: 2, pnlUsd: 0.2, expectancyUsd: 0.0667 },
      ...{ profitFactor: expect.closeTo(3, 9), winRatePct: expect.closeTo(200 / 3, 9) },
    },
  ])
})

test('the hour is that of New York, in winter and in summer', () => {
  const rows = breakdowns([
    trade(1, { entryTime: Date.UTC(2025, 0, 6, 14, 30) }),
    trade(2, { entryTime: Date.UTC(2025, 6, 7, 13, 59) }),
    trade(4, { entryTime: Date.UTC(2025, 6, 7, 14, 0) }),
  ]).byEntryHour
  expect(rows.map(({ name, pnlUsd }) => [name, pnlUsd])).toEqual([
    ['09', 3],
    ['10', 4],
  ])
})

test('a trade counts once for each strategy that voted for it', () => {
  const rows = breakdowns([
    trade(1, { strategies: ['standard', 'advanced', 'standard'] }),
    trade(2, { strategies: ['advanced'] }),
    trade(4, { strategies: [] }),
  ]).byStrategy
  expect(rows.map(({ name, pnlUsd }) => [name, pnlUsd])).toEqual([
    ['advanced', 3],
    ['standard', 1],
  ])
})

const trades = fc.array(
  fc
    .record({
      pnl: fc.integer({ min: -1e6, max: 1e6 }).map((amount) => amount / 10_000),
      symbol: fc.constantFrom('A', 'B', '__proto__'),
      reason: fc.constantFrom('STOP', 'END_OF_DAY'),
      entryTime: fc.integer({ min: 0, max: 2e12 }),
    })
    .map(({ pnl, ...change }) => trade(pnl, change)),
  { maxLength: 40 },
)

test('symbols, exit reasons and hours each add up to the whole', () => {
  fc.assert(
    fc.property(trades, (all) => {
      const { bySymbol, byExitReason, byEntryHour } = breakdowns(all)
      const whole = all.reduce((sum, { pnl }) => sum + pnl, 0)
      for (const rows of [bySymbol, byExitReason, byEntryHour]) {
        expect(rows.reduce((sum, row) => sum + row.trades, 0)).toBe(all.length)
        expect(rows.reduce((sum, row) => sum + row.pnlUsd, 0)).toBeCloseTo(whole, 6)
      }
    }),
  )
})
