import { describe, expect, test } from '@jest/globals'
import { EtradeMarketData } from '../../../infra/etrade/etrade-market-data.ts'
import { readOptionChain, readOptionExpirations } from '../../../infra/etrade/option-chains.ts'
import { OrderEntry } from '../../../infra/etrade/order-entry.ts'
import { lookUpProduct } from '../../../infra/etrade/product-lookup.ts'
import type { AccountIdKey, ClientOrderId } from '../../../shared/domain/ids.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { brokerSample, hasBrokerSamples } from '../../support/broker-samples.ts'
import { IN_TIME } from '../../support/deadlines.ts'
import { HandClock } from '../../support/hand-clock.ts'
import { NOW } from '../../support/scripted-broker.ts'
import { closeAfterEach, scriptedClient } from '../../support/scripted-client.ts'

closeAfterEach()

const xml = (body: string) => ({ type: 'application/xml', body })
const described = hasBrokerSamples ? describe : describe.skip

described('recorded XML answers are read like JSON', () => {
  const recorded = (name: string) => scriptedClient([xml(brokerSample(`xml-${name}.xml`))])

  test('a quote', async () => {
    const { client } = await recorded('option-quote')
    const AAPL = ticker('AAPL')
    const { quotes, refused } = await new EtradeMarketData({ client }).quotes([AAPL])
    expect(refused.size).toBe(0)
    expect(quotes.get(AAPL)).toMatchObject({
      symbol: 'AAPL',
      status: 'CLOSING',
      time: 1_543_885_192_000,
      bid: money('176.5'),
      ask: money('176.66'),
      last: money('176.69'),
      previousClose: money('184.82'),
    })
  })

  test('an option chain', async () => {
    const { client } = await recorded('option-chains')
    const chain = await readOptionChain(client, ticker('IBM'), { expires: parseExchangeDate('2018-08-17') })
    expect(chain.expires).toBe('2018-08-17')
    const [call, put] = chain.options
    expect(call).toMatchObject({
      osiKey: 'IBM---180817C00200000',
      side: 'CALL',
      strike: money('200'),
      ask: money('0.05'),
      inTheMoney: false,
      greeks: { delta: 0.0049, impliedVolatility: 0.3145 },
    })
    expect(call).not.toHaveProperty('bid')
    expect(put).toMatchObject({ side: 'PUT', inTheMoney: true })
    expect(put).not.toHaveProperty('ask')
  })

  test('expirations', async () => {
    const { client } = await recorded('option-expiry-dates')
    const dates = await readOptionExpirations(client, ticker('IBM'))
    expect(dates).toHaveLength(12)
    expect(dates[2]).toEqual({ date: '2018-07-06', kind: 'WEEKLY' })
  })

  test('a lookup', async () => {
    const { client } = await recorded('option-lookup')
    const found = await lookUpProduct(client, 'a')
    expect(found).toHaveLength(10)
    expect(found[3]).toEqual({ symbol: 'AAPL', name: 'APPLE INC COM', kind: 'EQUITY' })
  })
})

test('a placement that is answered in XML is no doubt', async () => {
  const answer =
    '<?xml version="1.0"?><PlaceOrderResponse><MessageList/><Order><messages><Message>' +
    '<description>Normal: order created</description><code>1026</code><type>WARNING</type>' +
    '</Message></messages></Order><OrderIds><orderId>529</orderId></OrderIds></PlaceOrderResponse>'
  const { client } = await scriptedClient([xml(answer)])
  const clock = new HandClock(NOW)
  const entry = new OrderEntry({ client, accountIdKey: 'key' as AccountIdKey, clock })
  const order = { symbol: ticker('IBM'), side: 'BUY', quantity: 1, type: 'MARKET' } as const
  const placed = entry.place(
    { ...order, clientOrderId: 'OB1' as ClientOrderId },
    { previewId: '7', previewedAt: NOW, warnings: [] },
    IN_TIME,
  )
  expect(await placed).toBe('529')
})

test('an XML answer that was cut off is unreadable, not half a list', async () => {
  const { client } = await scriptedClient([xml('<LookupResponse><Data><symbol>A</symbol><descr')])
  await expect(lookUpProduct(client, 'a')).rejects.toThrow('no readable answer')
})
