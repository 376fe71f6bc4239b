import { describe, expect, test } from '@jest/globals'
import { type Money, money, toNumber } from '../../../../shared/domain/money.ts'
import type { PaperOrder } from '../../../../shared/paper/paper-account.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { atMinute } from '../../../support/session.ts'
import { fillsOver, type Minute, orderAt } from './fill-bench.ts'

/** It closes above its open, so that it prints 20.00, 19.50, 20.60 and 20.40. */
const RISING: Minute = { open: 20, high: 20.6, low: 19.5, close: 20.4, volume: 40_000 }
const FREE = { spreadBps: 0, slippageBps: 0, regulatoryFeeUsdPerShareSold: 0 }
const after = (milliseconds: number) => (atMinute(0) + milliseconds) as EpochMs

/** What an order trades until a minute is over, told as milliseconds after the open, shares and dollars. */
function traded(fills: ReturnType<typeof fillsOver>, order: PaperOrder, minutes = 1) {
  expect(fills.onPlacement(order, order.placedAt)).toEqual([])
  return told(fills.since(order, atMinute(minutes)))
}

function told(fills: ReturnType<ReturnType<typeof fillsOver>['since']>) {
  return fills.map(({ time, quantity, price }) => [time - atMinute(0), quantity, toNumber(price)])
}

const flat = (price: number, volume = 40_000): Minute => ({
  open: price,
  high: price,
  low: price,
  close: price,
  volume,
})

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

describe('a stop', () => {
  const sale = (stop: string, quantity = 10) => ({ type: 'STOP', stop: money(stop), quantity }) as const

  test('that a bar comes down through trades at the stop', () => {
    const fills = fillsOver([flat(20), RISING], FREE)
    expect(traded(fills, orderAt(30_000, 'SELL', sale('19.80')), 2)).toEqual([[80_000, 10, 19.8]])
  })

  test('that a bar opens below trades at the open', () => {
    const fills = fillsOver([flat(20), flat(19.2)], FREE)
    expect(traded(fills, orderAt(30_000, 'SELL', sale('19.80')), 2)).toEqual([[60_500, 10, 19.2]])
  })

  test('that a bar opens exactly at trades there', () => {
    const fills = fillsOver([flat(20), flat(19.8)], FREE)
    expect(traded(fills, orderAt(30_000, 'SELL', sale('19.80')), 2)).toEqual([[60_500, 10, 19.8]])
  })

  test.each([
    // Half of 10 bps of 19.80 is 0.0099; 20 bps of 19.7901 are 0.0396.
    ['through', RISING, 19.7505],
    // Half of 10 bps of 19.20 is 0.0096; 20 bps of 19.1904 are 0.0384.
    ['over', flat(19.2), 19.152],
  ])('that the price went %s pays half the spread and slippage', (_, next, price) => {
    const fills = fillsOver([flat(20), next], { spreadBps: 10, slippageBps: 20 })
    expect(traded(fills, orderAt(30_000, 'SELL', sale('19.80')), 2)).toMatchObject([{ 2: price }])
  })

  test('above the lowest print is not set off', () => {
    const fills = fillsOver([flat(20), RISING], FREE)
    expect(traded(fills, orderAt(30_000, 'SELL', sale('19.4999')), 2)).toEqual([])
  })

  test('that was set off goes on with what is left, wherever the price goes', () => {
    // 400 shares a bar: of each print of 100 an order may have 10.
    const fills = fillsOver([flat(20, 400), { ...RISING, volume: 400 }, flat(21, 400)], FREE)
    expect(traded(fills, orderAt(30_000, 'SELL', sale('19.80', 35)), 3)).toEqual([
      [80_000, 10, 19.8],
      [100_000, 10, 20.6],
      [119_500, 10, 20.4],
      [120_500, 5, 21],
    ])
  })

  test('that a print without volume sets off trades at the next print that has some', () => {
    const fills = fillsOver([flat(20), flat(19.2, 0), flat(19.5)], FREE)
    expect(traded(fills, orderAt(30_000, 'SELL', sale('19.80')), 3)).toEqual([[120_500, 10, 19.5]])
  })

  test('is remembered between two looks', () => {
    const fills = fillsOver([flat(20, 400), { ...RISING, volume: 400 }, flat(21, 400)], FREE)
    const order = orderAt(30_000, 'SELL', sale('19.80', 35))
    fills.onPlacement(order, order.placedAt)
    const looks = [70_000, 80_000, 80_001, 119_000, 121_000].map((at) => told(fills.since(order, after(at))))
    expect(looks).toEqual([
      [],
      [[80_000, 10, 19.8]],
      [],
      [[100_000, 10, 20.6]],
      [
        [119_500, 10, 20.4],
        [120_500, 5, 21],
      ],
    ])
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
