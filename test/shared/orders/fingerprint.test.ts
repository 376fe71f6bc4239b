import { describe, expect, test } from '@jest/globals'
import type { OrderId, Ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import type { OrderPricing } from '../../../shared/domain/order.ts'
import { matchInDoubt } from '../../../shared/orders/fingerprint.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { NINE_THIRTY_SIX, orderRecord, report } from '../../support/fixtures.ts'

const doubtful = { ...orderRecord({ state: 'UNKNOWN' }), submittedAt: NINE_THIRTY_SIX }
const match = (overrides: Parameters<typeof report>[0] = {}, known: readonly string[] = []) =>
  matchInDoubt(doubtful, [report(overrides)], new Set(known as OrderId[]), 5_000)

test('the same symbol, side, quantity and price placed since we sent it is our order', () => {
  expect(match()).toMatchObject({ orderId: '1001' })
})

test.each<[string, Parameters<typeof report>[0]]>([
  ['another symbol', { symbol: 'SOXL' as Ticker }],
  ['another side', { side: 'SELL' }],
  ['another quantity', { quantity: 183 }],
  ['another limit', { limit: money('47.51') } as Parameters<typeof report>[0]],
  ['another price type', { type: 'MARKET' }],
])('%s is not', (_name, overrides) => {
  expect(match(overrides)).toBeUndefined()
})

describe('orders of other price types', () => {
  const at = (record: OrderPricing, broker: OrderPricing) =>
    matchInDoubt({ ...doubtful, pricing: record }, [{ ...report(), ...broker }], new Set(), 5_000)
  const market = { type: 'MARKET' } as const
  const limit = { type: 'LIMIT', limit: money('46.00') } as const
  const stop = { type: 'STOP', stop: money('46.00') } as const

  test.each<[OrderPricing]>([[market], [limit], [stop]])('%j is found again by its type and price', (own) => {
    expect(at(own, own)).toMatchObject({ orderId: '1001' })
    for (const other of [market, limit, stop]) {
      if (other.type !== own.type) expect(at(own, other)).toBeUndefined()
    }
  })

  test('a stop at another price is not ours', () => {
    expect(at(stop, { type: 'STOP', stop: money('46.01') })).toBeUndefined()
  })
})

test('the broker may stamp it up to the skew before we sent it, not more', () => {
  expect(match({ placedAt: (NINE_THIRTY_SIX - 5_000) as EpochMs })).toBeDefined()
  expect(match({ placedAt: (NINE_THIRTY_SIX - 5_001) as EpochMs })).toBeUndefined()
})

test('an order that is already in our books is another one', () => {
  expect(match({}, ['1001'])).toBeUndefined()
})

test('between two candidates nobody chooses', () => {
  const two = [report(), report({ orderId: '1002' as OrderId })]
  expect(matchInDoubt(doubtful, two, new Set(), 5_000)).toBe('several')
})
