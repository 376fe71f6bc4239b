import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { money } from '../../../shared/domain/money.ts'
import { exitIntent, stopIntent } from '../../../shared/orders/intent.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { goldenPosition, NINE_THIRTY_SIX, plan } from '../../support/fixtures.ts'

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

test.each([[0], [185]])('no order sells %d of 184 shares', (quantity) => {
  const refusal = `a sale of ${quantity} TQQQ while holding 184`
  expect(() => exitIntent(goldenPosition(), { ...sale, quantity })).toThrow(refusal)
  expect(() => stopIntent(goldenPosition(), { ...numbered, quantity })).toThrow(refusal)
})
