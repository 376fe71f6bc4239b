import { expect, test } from '@jest/globals'
import { ticker } from '../../../shared/domain/ids.ts'
import { volatilityRanks } from '../../../shared/symbols/volatility-rank.ts'

function symbol(name: string, leverage: number, realizedVolatility20?: number) {
  return { symbol: ticker(name), leverage, realizedVolatility20 }
}

test('a symbol is compared with its own leverage class, bulls and bears together', () => {
  const ranks = volatilityRanks([
    symbol('A', 3, 0.9),
    symbol('B', -3, 0.6),
    symbol('C', 1, 0.2),
    symbol('D', 1, 0.1),
  ])
  expect(Object.fromEntries(ranks)).toEqual({ A: 0.75, B: 0.25, C: 0.75, D: 0.25 })
})

test('a symbol alone in its class is in the middle, and so are equals', () => {
  const ranks = volatilityRanks([symbol('A', 2, 0.9), symbol('B', 3, 0.5), symbol('C', 3, 0.5)])
  expect([...ranks.values()]).toEqual([0.5, 0.5, 0.5])
})

test('a symbol without a volatility has no rank and is nobody’s peer', () => {
  const ranks = volatilityRanks([symbol('A', 1), symbol('B', 1, 0.3)])
  expect(Object.fromEntries(ranks)).toEqual({ B: 0.5 })
})
