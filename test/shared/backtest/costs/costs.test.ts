import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type CostModel, costModelSchema } from '../../../../shared/backtest/costs/cost-model.ts'
import { feesOf } from '../../../../shared/backtest/costs/fees.ts'
import { halfSpread } from '../../../../shared/backtest/costs/half-spread.ts'
import { slipped } from '../../../../shared/backtest/costs/slipped.ts'
import { quantityOfBar } from '../../../../shared/backtest/costs/volume-share.ts'
import { type Money, money } from '../../../../shared/domain/money.ts'

const costsOf = (changes: Partial<CostModel> = {}) => costModelSchema.parse(changes)

describe('fees', () => {
  const costs = costsOf({ commissionUsd: 6.95 })

  test('are the commission for the first fill of an order and nothing for the next', () => {
    expect(feesOf(costs, { side: 'BUY', quantity: 100, isFirstOfOrder: true })).toBe(money('6.95'))
    expect(feesOf(costs, { side: 'BUY', quantity: 100, isFirstOfOrder: false })).toBe(0)
  })

  test('of a sale hold the regulatory fee: the one known charge is 0.1730 USD on 1,454 shares', () => {
    expect(feesOf(costsOf(), { side: 'SELL', quantity: 1_454, isFirstOfOrder: true })).toBe(money('0.1730'))
    expect(feesOf(costs, { side: 'SELL', quantity: 1_454, isFirstOfOrder: true })).toBe(money('7.1230'))
  })
})

describe('half the spread', () => {
  test.each([
    ['200.00', 2, '0.02'],
    ['47.50', 2, '0.0050'],
    ['123.45', 2, '0.0124'],
    ['0.20', 2, '0.0050'],
    ['47.50', 0, '0'],
  ])('of %s USD at %d bps is %s', (price, spreadBps, half) => {
    expect(halfSpread(costsOf({ spreadBps }), money(price))).toBe(money(half))
  })
})

describe('slippage', () => {
  test('is against us on both sides, and so is its rounding', () => {
    expect(slipped(costsOf(), 'BUY', money('47.51'))).toBe(money('47.5338'))
    expect(slipped(costsOf(), 'SELL', money('47.51'))).toBe(money('47.4862'))
  })

  test('never makes a share free', () => {
    expect(slipped(costsOf({ slippageBps: 20_000 }), 'SELL', money('5.00'))).toBe(1)
  })
})

test('the share of a bar is whole shares, never more than the percentage', () => {
  expect(quantityOfBar(costsOf(), 1_009)).toBe(100)
  expect(quantityOfBar(costsOf(), 9)).toBe(0)
  expect(quantityOfBar(costsOf(), 0)).toBe(0)
  expect(quantityOfBar(costsOf({ volumeSharePctMax: 100 }), 1_009)).toBe(1_009)
})

test('no cost is ever in our favour', () => {
  const price = fc.integer({ min: 1, max: 100_000_000 }) as unknown as fc.Arbitrary<Money>
  const bps = fc.double({ min: 0, max: 500, noNaN: true })
  fc.assert(
    fc.property(price, bps, bps, (at, spreadBps, slippageBps) => {
      const costs = costsOf({ spreadBps, slippageBps })
      expect(halfSpread(costs, at)).toBeGreaterThanOrEqual(spreadBps === 0 ? 0 : 50)
      expect(slipped(costs, 'BUY', at)).toBeGreaterThanOrEqual(at)
      expect(slipped(costs, 'SELL', at)).toBeLessThanOrEqual(at)
      expect(slipped(costs, 'SELL', at)).toBeGreaterThanOrEqual(1)
    }),
  )
})
