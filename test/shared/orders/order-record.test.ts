import { expect, test } from '@jest/globals'
import { money } from '../../../shared/domain/money.ts'
import { toRequest } from '../../../shared/orders/order-record.ts'
import { orderRecord } from '../../support/fixtures.ts'

test('what is sent is the order and its price, and nothing of our books', () => {
  expect(toRequest(orderRecord())).toStrictEqual({
    symbol: 'TQQQ',
    side: 'BUY',
    quantity: 184,
    clientOrderId: 'OB202603030001',
    type: 'LIMIT',
    limit: money('47.50'),
  })
  expect(toRequest(orderRecord({ pricing: { type: 'MARKET' } }))).not.toHaveProperty('limit')
})
