import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ticker } from '../../../shared/domain/ids.ts'
import type { Money } from '../../../shared/domain/money.ts'
import { groupedStatistics } from '../../../shared/ledger/grouped-statistics.ts'
import { tradeStatistics } from '../../../shared/ledger/statistics.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'

const DAYS = ['2026-03-02', '2026-03-03', '2026-03-04'] as const
const STRATEGIES = ['standard', 'orb-breakout', 'rsi-positivity']

const closed = fc.record({
  pnl: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((pnl) => pnl as Money),
  exitTime: fc.constantFrom(...DAYS).map((day) => exchangeInstant(parseExchangeDate(day), 1_439)),
  symbol: fc.constantFrom(ticker('TQQQ'), ticker('SOXL'), ticker('AAPL')),
  strategies: fc.uniqueArray(fc.constantFrom(...STRATEGIES)),
  reason: fc.constantFrom('STOP_LOSS' as const, 'END_OF_DAY' as const),
})

test('each group is the statistics of exactly its trades, by exchange date even a minute before midnight', () => {
  fc.assert(
    fc.property(fc.array(closed, { maxLength: 30 }), (trades) => {
      const groups = groupedStatistics(trades)
      const only = (keep: (trade: (typeof trades)[number]) => boolean) =>
        trades.some(keep) ? tradeStatistics(trades.filter(keep)) : undefined
      for (const day of DAYS) {
        const lastMinute = exchangeInstant(parseExchangeDate(day), 1_439)
        expect(groups.byDay[day]).toEqual(only(({ exitTime }) => exitTime === lastMinute))
      }
      for (const symbol of ['TQQQ', 'SOXL', 'AAPL'])
        expect(groups.bySymbol[symbol]).toEqual(only((trade) => trade.symbol === symbol))
      for (const name of STRATEGIES)
        expect(groups.byStrategy[name]).toEqual(only(({ strategies }) => strategies.includes(name)))
      for (const reason of ['STOP_LOSS', 'END_OF_DAY'])
        expect(groups.byExitReason[reason]).toEqual(only((trade) => trade.reason === reason))
    }),
  )
})

test('the names come in alphabetical order, whatever the order of the trades', () => {
  const at = exchangeInstant(parseExchangeDate('2026-03-03'), 600)
  const of = (symbol: string) => ({
    pnl: 1 as Money,
    exitTime: at,
    symbol: ticker(symbol),
    strategies: [],
    reason: 'STOP_LOSS' as const,
  })
  expect(Object.keys(groupedStatistics(['TQQQ', 'AAPL', 'SOXL'].map(of)).bySymbol)).toEqual([
    'AAPL',
    'SOXL',
    'TQQQ',
  ])
})
