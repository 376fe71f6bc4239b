import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { money } from '../../../shared/domain/money.ts'
import { exitIntent, partialExitIntent } from '../../../shared/orders/intent.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { goldenPosition, NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const sale = {
  sequence: 7,
  date: parseExchangeDate('2026-03-03'),
  now: NINE_THIRTY_SIX,
  quoted: { bid: money('48.50'), ask: money('48.52') },
  atMarket: false,
  rules: parseConfig({}).execution,
}

describe('selling a part', () => {
  test('names its own reason and leaves the position untold to exit', () => {
    expect(partialExitIntent(goldenPosition(), { ...sale, quantity: 92 })).toMatchObject({
      intentId: '2026-03-03-0007',
      side: 'SELL',
      quantity: 92,
      pricing: { type: 'LIMIT', limit: money('48.40') },
      purpose: { kind: 'exit', reason: 'PARTIAL_PROFIT' },
      quoted: sale.quoted,
    })
  })

  test('everything that is held is no part', () => {
    expect(partialExitIntent(goldenPosition(), { ...sale, quantity: 183 }).quantity).toBe(183)
    expect(() => partialExitIntent(goldenPosition(), { ...sale, quantity: 184 })).toThrow(
      '184 of 184 TQQQ are no part of the position',
    )
  })
})

test('everything is sold only once the position has been told to exit', () => {
  const leaving = goldenPosition({ exiting: { reason: 'LOW_VOLUME', attempts: 1 } })
  expect(exitIntent(leaving, sale)).toMatchObject({ quantity: 184, purpose: { reason: 'LOW_VOLUME' } })
  expect(() => exitIntent(goldenPosition(), sale)).toThrow('has not been told to exit')
})
