import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Money, money } from '../../../shared/domain/money.ts'
import { fillPrice, type Matchable } from '../../../shared/matching/fill-price.ts'

const QUOTE = { bid: money('47.48'), ask: money('47.50'), last: money('47.49') }

describe('a market order', () => {
  test('buys at the ask', () => {
    expect(fillPrice({ type: 'MARKET', side: 'BUY' }, QUOTE)).toBe(money('47.50'))
  })

  test('sells at the bid', () => {
    expect(fillPrice({ type: 'MARKET', side: 'SELL' }, QUOTE)).toBe(money('47.48'))
  })

  test('waits where nothing is quoted', () => {
    expect(fillPrice({ type: 'MARKET', side: 'BUY' }, { last: money('47.49') })).toBeUndefined()
  })
})

describe('a limit order', () => {
  test.each([
    ['47.49', undefined],
    ['47.50', '47.50'],
    ['47.51', '47.50'],
  ])('to buy at %s against an ask of 47.50 trades at %s', (limit, price) => {
    expect(fillPrice({ type: 'LIMIT', side: 'BUY', limit: money(limit) }, QUOTE)).toBe(price && money(price))
  })

  test.each([
    ['47.49', undefined],
    ['47.48', '47.48'],
    ['47.47', '47.48'],
  ])('to sell at %s against a bid of 47.48 trades at %s', (limit, price) => {
    expect(fillPrice({ type: 'LIMIT', side: 'SELL', limit: money(limit) }, QUOTE)).toBe(price && money(price))
  })

  test('is not filled by a trade through its limit while the quote stands away', () => {
    const top = { bid: money('47.58'), ask: money('47.60'), last: money('47.40') }
    expect(fillPrice({ type: 'LIMIT', side: 'BUY', limit: money('47.50') }, top)).toBeUndefined()
  })

  test('waits where its side of the quote is missing', () => {
    expect(fillPrice({ type: 'LIMIT', side: 'SELL', limit: money('1.00') }, { ask: money('2.00') })).toBe(
      undefined,
    )
  })
})

describe('a stop order', () => {
  const stop: Matchable = { type: 'STOP', side: 'SELL', stop: money('47.40') }

  test.each([
    ['47.41', undefined],
    ['47.40', '47.40'],
    ['47.39', '47.40'],
  ])('to sell at 47.40, last %s and bid 47.45, trades at %s', (last, price) => {
    const top = { bid: money('47.45'), ask: money('47.46'), last: money(last) }
    expect(fillPrice(stop, top)).toBe(price && money(price))
  })

  test('pays for a gap: it trades at the bid below its stop', () => {
    const top = { bid: money('46.10'), ask: money('46.20'), last: money('46.15') }
    expect(fillPrice(stop, top)).toBe(money('46.10'))
  })

  test('is not set off without a trade', () => {
    expect(fillPrice(stop, { bid: money('46.10'), ask: money('46.20') })).toBeUndefined()
  })

  test('stays set off when the price comes back', () => {
    const top = { bid: money('47.60'), ask: money('47.61'), last: money('47.60') }
    expect(fillPrice(stop, top)).toBeUndefined()
    expect(fillPrice({ ...stop, isTriggered: true }, top)).toBe(money('47.40'))
  })

  test.each([
    ['47.59', undefined],
    ['47.60', '47.62'],
    ['47.70', '47.62'],
  ])('to buy at 47.60, last %s and ask 47.62, trades at %s', (last, price) => {
    const top = { bid: money('47.61'), ask: money('47.62'), last: money(last) }
    expect(fillPrice({ type: 'STOP', side: 'BUY', stop: money('47.60') }, top)).toBe(price && money(price))
  })
})

test('no order trades better than the quote or worse than its limit', () => {
  const cents = fc.integer({ min: 1, max: 100_000 }).map((count) => (count * 100) as Money)
  fc.assert(
    fc.property(cents, cents, cents, orderOf(cents), (bid, spread, last, order) => {
      const ask = (bid + spread) as Money
      const price = fillPrice(order, { bid, ask, last })
      if (price === undefined) return
      expect(order.side === 'BUY' ? price >= ask : price <= bid).toBe(true)
      if (order.type === 'LIMIT') {
        expect(order.side === 'BUY' ? price <= order.limit : price >= order.limit).toBe(true)
      }
    }),
  )
})

function orderOf(price: fc.Arbitrary<Money>): fc.Arbitrary<Matchable> {
  const side = fc.constantFrom('BUY' as const, 'SELL' as const)
  return fc.oneof(
    fc.record({ side, type: fc.constant('MARKET' as const) }),
    fc.record({ side, type: fc.constant('LIMIT' as const), limit: price }),
    fc.record({ side, type: fc.constant('STOP' as const), stop: price, isTriggered: fc.boolean() }),
  )
}
