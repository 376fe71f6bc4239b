import { describe, expect, test } from '@jest/globals'
import { type Money, money, toNumber } from '../../../../shared/domain/money.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { atMinute } from '../../../support/session.ts'
import { FREE, fillsOver, flat, orderAt, RISING, told, traded } from './fill-bench.ts'

const after = (milliseconds: number) => (atMinute(0) + milliseconds) as EpochMs

describe('an order', () => {
  test('trades at no print up to its own moment, and at the first one after it', () => {
    const fills = fillsOver([RISING], FREE)
    const order = orderAt(500, 'SELL', { type: 'MARKET' })
    expect(fills.onPlacement(order, order.placedAt)).toEqual([])
    expect(fills.since(order, after(500))).toEqual([])
    expect(fills.since(order, after(19_999))).toEqual([])
    expect(told(fills.since(order, after(20_000)))).toEqual([[20_000, 10, 19.5]])
  })

  test('has nothing of what printed before it, however good that was', () => {
    const cheap = { type: 'LIMIT', limit: money('19.60') } as const
    expect(traded(fillsOver([RISING], FREE), orderAt(20_000, 'BUY', cheap))).toEqual([])
    expect(traded(fillsOver([RISING], FREE), orderAt(19_999, 'BUY', cheap))).toEqual([[20_000, 10, 19.5]])
  })

  test('that nobody placed here, or of a symbol without a session, trades nothing', () => {
    expect(fillsOver([RISING]).since(orderAt(0, 'SELL', { type: 'MARKET' }), atMinute(1))).toEqual([])
  })

  test('is done once it is whole', () => {
    const fills = fillsOver([RISING], FREE)
    const order = orderAt(0, 'SELL', { type: 'MARKET' })
    expect(traded(fills, order)).toHaveLength(1)
    expect(fills.since(order, atMinute(1))).toEqual([])
  })
})

describe('at market', () => {
  // Half of 10 bps of 20.00 is 0.01; of that side 20 bps is 0.04002 and 0.03998, rounded up against us.
  const costs = { spreadBps: 10, slippageBps: 20 }

  test('a buy pays half the spread and slippage on top of the print', () => {
    expect(traded(fillsOver([RISING], costs), orderAt(0, 'BUY', { type: 'MARKET' }))).toEqual([
      [500, 10, 20.0501],
    ])
  })

  test('a sale gets the print less half the spread and slippage', () => {
    expect(traded(fillsOver([RISING], costs), orderAt(0, 'SELL', { type: 'MARKET' }))).toEqual([
      [500, 10, 19.95],
    ])
  })
})

describe('a limit', () => {
  // The far side of 20.00 is 20.01 and 19.99; with slippage 20.0501 and 19.95.
  const costs = { spreadBps: 10, slippageBps: 20 }

  test.each([
    ['below the far side does not trade', 'BUY', '20.0099', undefined],
    ['at the far side trades there, without slippage', 'BUY', '20.01', 20.01],
    ['within the slippage trades at the limit', 'BUY', '20.03', 20.03],
    ['beyond the slippage trades with all of it', 'BUY', '21.00', 20.0501],
    ['above the far side of a sale does not trade', 'SELL', '19.9901', undefined],
    ['at the far side of a sale trades there', 'SELL', '19.99', 19.99],
    ['within the slippage of a sale trades at the limit', 'SELL', '19.97', 19.97],
    ['beyond the slippage of a sale trades with all of it', 'SELL', '19.00', 19.95],
  ] as const)('%s', (_, side, limit, price) => {
    const order = orderAt(0, side, { type: 'LIMIT', limit: money(limit) })
    const expected = price === undefined ? [] : [[500, 10, price]]
    const fills = fillsOver([flat(20)], costs)
    expect(traded(fills, order)).toEqual(expected)
  })
})

describe('what is traded', () => {
  test('is no more than its share of each print, and so of each bar', () => {
    // 1,009 shares print as 253, 252, 252 and 252; 38 as 10, 10, 9 and 9.
    const fills = fillsOver([flat(20, 1_009), flat(20, 38)], FREE)
    const order = orderAt(0, 'SELL', { type: 'MARKET', quantity: 1_000 })
    const quantities = traded(fills, order, 2).map(([, quantity]) => quantity)
    expect(quantities).toEqual([25, 25, 25, 25, 1, 1])
  })

  test('has the commission once for the order and the fee on every share sold', () => {
    const costs = { commissionUsd: 1, regulatoryFeeUsdPerShareSold: 0.01 }
    const fees = (side: 'BUY' | 'SELL') => {
      const fills = fillsOver([flat(20, 400)], costs)
      const order = orderAt(0, side, { type: 'MARKET', quantity: 25 })
      fills.onPlacement(order, order.placedAt)
      return fills.since(order, atMinute(1)).map(({ fees: charged }): number => toNumber(charged))
    }
    expect(fees('SELL')).toEqual([1.1, 0.1, 0.05])
    expect(fees('BUY')).toEqual([1, 0, 0])
  })

  test('never brings less than nothing', () => {
    const fills = fillsOver([flat(0.0001)], { spreadBps: 500 })
    const order = orderAt(0, 'SELL', { type: 'MARKET' })
    fills.onPlacement(order, order.placedAt)
    expect(fills.since(order, atMinute(1)).map(({ price }): Money => price)).toEqual([1])
  })
})
