import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { BuyAndHold, type SessionPrices } from '../../../../shared/backtest/engine/buy-and-hold.ts'
import { type Ticker, ticker } from '../../../../shared/domain/ids.ts'

const [A, B, C] = ['A', 'B', 'C'].map((name) => ticker(name)) as [Ticker, Ticker, Ticker]

function session(...traded: readonly (readonly [Ticker, number, number])[]): Map<Ticker, SessionPrices> {
  return new Map(traded.map(([symbol, open, close]) => [symbol, { open, close }]))
}

describe('buy and hold', () => {
  test('buys every symbol at its first open; what has not traded yet waits, what has stopped keeps its price', () => {
    const held = new BuyAndHold(30_000, 3)
    // 100 of A at 100 and 500 of B at 20; the part of C is cash.
    expect(held.sessionDone(session([A, 100, 110], [B, 20, 18]))).toBe(11_000 + 9_000 + 10_000)
    // 200 of C at 50; B does not trade.
    expect(held.sessionDone(session([A, 105, 120], [C, 50, 60]))).toBe(12_000 + 9_000 + 12_000)
    expect(held.sessionDone(session())).toBe(33_000)
    expect(held.sessionDone(session([B, 1, 40], [C, 60, 30]))).toBe(12_000 + 20_000 + 6_000)
  })

  test('is what each symbol made of its part since it began, added up', () => {
    const price = fc.integer({ min: 1_000, max: 9_000_000 })
    const prices = fc.record({ open: price, close: price })
    const sessions = fc.array(fc.dictionary(fc.constantFrom('A', 'B', 'C'), prices), { minLength: 1 })
    fc.assert(
      fc.property(sessions, (days) => {
        const held = new BuyAndHold(90_000, 3)
        const worth = days.map((day) => held.sessionDone(new Map(Object.entries(day)) as never)).at(-1)
        const parts = [A, B, C].map((symbol) => {
          const own = days.flatMap((day) => day[symbol] ?? [])
          return own.length === 0 ? 30_000 : (30_000 * own.at(-1)!.close) / own[0]!.open
        })
        expect(worth).toBeCloseTo(parts.reduce((sum, part) => sum + part, 0))
      }),
    )
  })
})
