import { describe, expect, test } from '@jest/globals'
import { assert, constantFrom, integer, property } from 'fast-check'
import { spreadAround } from '../../../../shared/backtest/market/spread.ts'
import { type Money, money } from '../../../../shared/domain/money.ts'

describe('the assumed spread', () => {
  test('after an uptick the last trade is the ask', () => {
    expect(spreadAround(money('47.50'), 'up')).toEqual({ bid: money('47.49'), ask: money('47.50') })
  })

  test('after a downtick the last trade is the bid', () => {
    expect(spreadAround(money('47.50'), 'down')).toEqual({ bid: money('47.50'), ask: money('47.51') })
  })

  test('it is two basis points in whole cents', () => {
    expect(spreadAround(money('500.00'), 'up').bid).toBe(money('499.90'))
    expect(spreadAround(money('124.99'), 'up').bid).toBe(money('124.97'))
    expect(spreadAround(money('74.99'), 'up').bid).toBe(money('74.98'))
  })

  test('a last with parts of a cent lies inside whole-cent sides', () => {
    expect(spreadAround(money('47.595'), 'up')).toEqual({ bid: money('47.58'), ask: money('47.60') })
  })

  test('below one dollar parts of a cent stay', () => {
    expect(spreadAround(money('0.2032'), 'up')).toEqual({ bid: money('0.1932'), ask: money('0.2032') })
    expect(spreadAround(money('0.0050'), 'up').bid).toBe(1)
  })

  test('bid <= last <= ask, bid < ask, whole cents from one dollar on', () => {
    const prices = integer({ min: 2, max: 20_000_000 })
    assert(
      property(prices, constantFrom('up' as const, 'down' as const), (units, direction) => {
        const last = units as Money
        const { bid, ask } = spreadAround(last, direction)
        expect(bid).toBeGreaterThan(0)
        expect(bid).toBeLessThanOrEqual(last)
        expect(ask).toBeGreaterThanOrEqual(last)
        expect(bid).toBeLessThan(ask)
        if (units >= 10_000) expect([bid % 100, ask % 100]).toEqual([0, 0])
      }),
    )
  })
})
