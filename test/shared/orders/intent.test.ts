import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import type { OrderId } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { NOTHING_FILLED } from '../../../shared/ledger/fill.ts'
import { changedOrder, exitIntent, stopIntent } from '../../../shared/orders/intent.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { goldenPosition, NINE_THIRTY_SIX, orderRecord, plan, report } from '../../support/fixtures.ts'

const numbered = { sequence: 7, date: parseExchangeDate('2026-03-03'), now: NINE_THIRTY_SIX }
const sale = {
  ...numbered,
  quantity: 184,
  reason: 'LOW_VOLUME',
  quoted: { bid: money('48.50'), ask: money('48.52') },
  atMarket: false,
  rules: parseConfig({}).execution,
} as const

describe('a sale', () => {
  test('has its names from day and number, its price from the bid, and its reason', () => {
    expect(exitIntent(goldenPosition(), sale)).toMatchObject({
      intentId: '2026-03-03-0007',
      clientOrderId: 'OB202603030007',
      decisionId: 'decision-1',
      side: 'SELL',
      quantity: 184,
      pricing: { type: 'LIMIT', limit: money('48.40') },
      purpose: { kind: 'exit', positionId: 'TQQQ-1', reason: 'LOW_VOLUME' },
      state: 'INTENT',
      quoted: sale.quoted,
    })
  })

  test('at market has no price', () => {
    expect(exitIntent(goldenPosition(), { ...sale, atMarket: true }).pricing).toEqual({ type: 'MARKET' })
  })
})

describe('a resting stop', () => {
  test('stands at the initial stop in whole cents, rounded down, whatever the software stop is', () => {
    const position = goldenPosition({ plan: plan({ stop: money('46.0757') }), stop: money('47.60') })
    expect(stopIntent(position, { ...numbered, quantity: 184 })).toMatchObject({
      side: 'SELL',
      quantity: 184,
      pricing: { type: 'STOP', stop: money('46.07') },
      purpose: { kind: 'stop', positionId: 'TQQQ-1' },
    })
  })
})

test('a single share may be sold', () => {
  expect(stopIntent(goldenPosition(), { ...numbered, quantity: 1 }).quantity).toBe(1)
})

describe('an order that was changed at the broker', () => {
  const old = orderRecord({ quoted: sale.quoted, state: 'CANCELLED', filledQuantity: 84, note: 'changed' })
  const version = report({ orderId: '1002' as OrderId, quantity: 100, limit: money('47.60') })

  test('keeps its purpose and begins anew in everything else', () => {
    expect(changedOrder(old, version, numbered)).toStrictEqual({
      intentId: '2026-03-03-0007',
      clientOrderId: 'OB202603030007',
      decisionId: old.decisionId,
      symbol: old.symbol,
      side: old.side,
      purpose: old.purpose,
      createdAt: old.createdAt,
      quoted: sale.quoted,
      quantity: 100,
      pricing: { type: 'LIMIT', limit: money('47.60') },
      state: 'SUBMITTED',
      orderId: '1002',
      submittedAt: version.placedAt,
      ...NOTHING_FILLED,
    })
  })

  test.each([
    [report({ type: 'MARKET' }), { type: 'MARKET' }],
    [report({ type: 'STOP', stop: money('46.50') }), { type: 'STOP', stop: money('46.50') }],
  ])('is priced as the broker says: %j', (changed, pricing) => {
    expect(changedOrder(old, changed, numbered).pricing).toStrictEqual(pricing)
  })

  test('has no quote when it was not decided on one', () => {
    const { quoted: _, ...bare } = old
    expect(changedOrder(bare, version, numbered)).not.toHaveProperty('quoted')
  })
})

test.each([[0], [185]])('no order sells %d of 184 shares', (quantity) => {
  const refusal = `a sale of ${quantity} TQQQ while holding 184`
  expect(() => exitIntent(goldenPosition(), { ...sale, quantity })).toThrow(refusal)
  expect(() => stopIntent(goldenPosition(), { ...numbered, quantity })).toThrow(refusal)
})
