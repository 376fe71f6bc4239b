import { describe, expect, test } from '@jest/globals'
import { readOrderDetail } from '../../../infra/etrade/order-detail.ts'
import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import type { AccountIdKey, OrderId } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { fixture } from '../../support/scripted-broker.ts'
import { closeAfterEach, scriptedClient } from '../../support/scripted-client.ts'

closeAfterEach()

const ACCOUNT = 'key' as AccountIdKey
const ORDER = '529' as OrderId

describe('the detail of an order', () => {
  test('tells its legs, its events and the order it replaces', async () => {
    const { client, requests } = await scriptedClient([{ body: fixture('sandbox-order-detail-open') }])
    expect(await readOrderDetail(client, ACCOUNT, ORDER)).toEqual({
      orderId: '529',
      orderType: 'EQ',
      parts: [
        {
          status: 'OPEN',
          priceType: 'LIMIT',
          placedAt: 1_354_532_494_528,
          limit: money('120'),
          replaces: '528',
          legs: [{ symbol: 'IBM', securityType: 'EQ', action: 'BUY', quantity: 100 }],
        },
      ],
      events: [{ name: 'ORDER_PLACED', time: 1_354_532_494_528 }],
    })
    expect(requests()).toEqual(['GET /v1/accounts/key/orders/529.json'])
  })

  test('tells how far it was filled and what took its place', async () => {
    const instrument = {
      Product: { symbol: 'TQQQ', securityType: 'EQ' },
      orderAction: 'BUY',
      orderedQuantity: '184',
      filledQuantity: '40.0',
      averageExecutionPrice: '47.5',
    }
    const detail = {
      status: 'CANCELLED',
      priceType: 'MARKET',
      replacedByOrderId: 530,
      Instrument: instrument,
    }
    const order = { orderId: 529, orderType: 'EQ', OrderDetail: detail, Events: {} }
    const { client } = await scriptedClient([{ body: { OrdersResponse: { Order: order } } }])
    const told = await readOrderDetail(client, ACCOUNT, ORDER)
    expect(told?.parts).toEqual([
      {
        status: 'CANCELLED',
        priceType: 'MARKET',
        replacedBy: '530',
        legs: [
          {
            symbol: 'TQQQ',
            securityType: 'EQ',
            action: 'BUY',
            quantity: 184,
            filledQuantity: 40,
            averagePrice: money('47.5'),
          },
        ],
      },
    ])
    expect(told?.events).toEqual([])
  })

  test('is not known while the broker shows none', async () => {
    const { client } = await scriptedClient([{ status: 204 }])
    expect(await readOrderDetail(client, ACCOUNT, ORDER)).toBeUndefined()
  })

  test('is no information when the broker answers with its error 100', async () => {
    const { client } = await scriptedClient([{ status: 500, body: fixture('sandbox-order-detail-error100') }])
    await expect(readOrderDetail(client, ACCOUNT, ORDER)).rejects.toBeInstanceOf(BrokerUnreachableError)
  })
})
