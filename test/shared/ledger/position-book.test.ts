import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { PositionId } from '../../../shared/domain/ids.ts'
import { add, type Money, subtract, ZERO } from '../../../shared/domain/money.ts'
import { closeTrade } from '../../../shared/ledger/close-trade.ts'
import { applyFill, entryPrice, openPosition, openQuantity } from '../../../shared/ledger/position-book.ts'
import { DEMO_FILLS, fill, goldenPosition, plan, type TQQQ } from '../../support/fixtures.ts'

describe('what a position refuses', () => {
  test('it opens with a buy only', () => {
    expect(() => openPosition('P' as PositionId, plan(), fill('SELL', 1, '1.00'))).toThrow(/opens with a buy/)
  })

  test('it never sells more than it holds', () => {
    expect(() => applyFill(goldenPosition(), fill('SELL', 185, '48.00'))).toThrow(
      /sold 185 TQQQ while holding 184/,
    )
  })

  test('it takes no fill of another symbol', () => {
    expect(() =>
      applyFill(goldenPosition(), fill('BUY', 1, '1.00', { symbol: 'SOXL' as typeof TQQQ })),
    ).toThrow(/SOXL/)
  })
})

test('whatever the fills, P&L is proceeds minus cost minus fees, to the cent', () => {
  const cents = fc.integer({ min: 500, max: 100_000 }).map((value) => (value * 100) as Money)
  const part = fc.record({
    quantity: fc.integer({ min: 1, max: 500 }),
    price: cents,
    fee: fc.integer({ min: 0, max: 500 }),
  })
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 6 }),
      fc.array(part, { minLength: 0, maxLength: 6 }),
      (buys, sells) => {
        const bought = buys.map(({ quantity, price, fee }) =>
          fill('BUY', quantity, '0', { notional: (price * quantity) as Money, fees: fee as Money }),
        )
        const [first, ...more] = bought
        let position = openPosition('P' as PositionId, plan(), first!)
        for (const next of more) position = applyFill(position, next)
        const sold = []
        for (const { quantity, price, fee } of [
          ...sells,
          { quantity: 10_000, price: 123_400 as Money, fee: 7 },
        ]) {
          const some = Math.min(quantity, openQuantity(position))
          if (some === 0) continue
          sold.push(fill('SELL', some, '0', { notional: (price * some) as Money, fees: fee as Money }))
          position = applyFill(position, sold.at(-1)!)
        }
        const trade = closeTrade(position, { reason: 'END_OF_DAY', fill: sold.at(-1)!, ...DEMO_FILLS })
        const sum = (values: readonly Money[]) => add(ZERO, ...values)
        const proceeds = sum(sold.map(({ notional }) => notional))
        const cost = sum(bought.map(({ notional }) => notional))
        const fees = sum([...bought, ...sold].map((each) => each.fees))
        expect(trade.pnl).toBe(subtract(subtract(proceeds, cost), fees))
        expect(trade.quantity).toBe(bought.reduce((shares, { quantity }) => shares + quantity, 0))
        expect(Math.abs(entryPrice(position) * position.boughtQuantity - cost)).toBeLessThanOrEqual(
          position.boughtQuantity / 2,
        )
      },
    ),
  )
})
