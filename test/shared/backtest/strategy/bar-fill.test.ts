import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type CostModel, costModelSchema } from '../../../../shared/backtest/costs/cost-model.ts'
import {
  limitFill,
  marketFill,
  type PricedBar,
  setOffStopFill,
  stopFill,
} from '../../../../shared/backtest/strategy/bar-fill.ts'
import { type Money, money } from '../../../../shared/domain/money.ts'
import { NO_COSTS } from './sma-cross.ts'

/** Half a spread of 1 cent on each side, and 10 bps of slippage. */
const COSTS: CostModel = costModelSchema.parse({ spreadBps: 1, slippageBps: 10 })

function bar(open: string, high: string, low: string): PricedBar {
  return { open: money(open), high: money(high), low: money(low) }
}

describe('a market order', () => {
  test('trades at the open, half the spread and the slippage worse', () => {
    expect(marketFill(COSTS, 'BUY', bar('10.00', '11.00', '9.00')).price).toBe(money('10.0151'))
    expect(marketFill(COSTS, 'SELL', bar('10.00', '11.00', '9.00')).price).toBe(money('9.9850'))
  })
})

describe('a limit order', () => {
  const buy = (limit: string) =>
    limitFill(COSTS, { side: 'BUY', limit: money(limit) }, bar('10.00', '10.20', '9.80'))
  const sell = (limit: string) =>
    limitFill(COSTS, { side: 'SELL', limit: money(limit) }, bar('10.00', '10.20', '9.80'))

  test.each([
    ['above what the open costs trades there', '10.50', '10.0151', 'open'],
    ['between ask and slipped ask trades at itself', '10.01', '10.01', 'open'],
    ['that the bar comes to trades at itself', '9.90', '9.90', 'low'],
    ['that the ask just reaches trades at itself', '9.8050', '9.8050', 'low'],
  ])('to buy %s', (_, limit, price, when) => {
    expect(buy(limit)).toMatchObject({ price: money(price), when })
  })

  test.each([
    ['below what the open brings trades there', '9.50', '9.9850', 'open'],
    ['that the bar comes to trades at itself', '10.10', '10.10', 'high'],
  ])('to sell %s', (_, limit, price, when) => {
    expect(sell(limit)).toMatchObject({ price: money(price), when })
  })

  test('does not trade while its side of the quote stays away', () => {
    expect(buy('9.80')).toBeUndefined()
    expect(sell('10.20')).toBeUndefined()
  })
})

describe('a stop', () => {
  test('trades at itself, half the spread and the slippage worse', () => {
    expect(stopFill(COSTS, money('9.90'), bar('10.00', '10.20', '9.80'))).toMatchObject({
      price: money('9.8851'),
      shown: money('9.90'),
      when: 'low',
    })
  })

  test('that the bar opens below trades at the open', () => {
    expect(stopFill(NO_COSTS, money('9.90'), bar('9.50', '10.20', '9.40'))).toEqual({
      price: money('9.50'),
      shown: money('9.50'),
      when: 'open',
    })
  })

  test('that the bar stays above waits', () => {
    expect(stopFill(COSTS, money('9.79'), bar('10.00', '10.20', '9.80'))).toBeUndefined()
  })

  test('of which a part is left gains nothing from a price that came back', () => {
    expect(setOffStopFill(NO_COSTS, money('9.90'), bar('10.50', '10.60', '10.40')).price).toBe(money('9.90'))
    expect(setOffStopFill(NO_COSTS, money('9.90'), bar('9.70', '9.80', '9.60')).price).toBe(money('9.70'))
  })
})

test('no order trades better than its bar or beyond its limit', () => {
  const cents = fc.integer({ min: 1, max: 100_000 }).map((count) => (count * 100) as Money)
  const bps = fc.integer({ min: 0, max: 300 })
  fc.assert(
    fc.property(cents, cents, cents, cents, bps, bps, (low, rise, more, limit, spreadBps, slippageBps) => {
      const priced = { low, open: (low + rise) as Money, high: (low + rise + more) as Money }
      const costs = costModelSchema.parse({ spreadBps, slippageBps })
      const bought = limitFill(costs, { side: 'BUY', limit }, priced)
      if (bought) expect(bought.price >= low && bought.price <= limit).toBe(true)
      const sold = limitFill(costs, { side: 'SELL', limit }, priced)
      if (sold) expect(sold.price <= priced.high && sold.price >= limit).toBe(true)
      const stopped = stopFill(costs, limit, priced)
      if (stopped) expect(stopped.price <= limit && stopped.price <= priced.high).toBe(true)
    }),
  )
})
