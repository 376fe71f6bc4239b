import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { HOUR_MS, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { VirtualClock } from '../../../../shared/time/virtual-clock.ts'
import { previewAndPlace, wireOrder } from './order-bodies.ts'
import { ACCOUNT, type Bench, MIDNIGHT, startBench, TEN_O_CLOCK } from './simulator-bench.ts'

const DATA = `/v1/accounts/${ACCOUNT}`

let bench: Bench

beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.simulator.close())

describe('a whole session over HTTP', () => {
  test.each([
    { transport: 'header', method: 'GET' },
    { transport: 'query', method: 'GET' },
    { transport: 'header', method: 'POST' },
    { transport: 'query', method: 'POST' },
  ] as const)('signs in by $transport and $method, trades and cancels', async (way) => {
    const { client } = bench
    await client.signIn(way)
    const call = (target: string, more = {}) => client.call(target, { transport: way.transport, ...more })

    const list = (await call('/v1/accounts/list.json')).json()
    expect(list.AccountListResponse.Accounts.Account[0].accountIdKey).toBe(ACCOUNT)
    const quote = (await call('/v1/market/quote/TQQQ,BRK.B.json?detailFlag=ALL')).json()
    expect(quote.QuoteResponse.QuoteData.map((row: { All: { ask: number } }) => row.All.ask)).toEqual([
      47.5, 330,
    ])

    const buy = wireOrder({ priceType: 'LIMIT', limitPrice: 47.5, quantity: 184 })
    const { orderId, PlaceOrderResponse } = await previewAndPlace({ call }, buy, 'first')
    expect(PlaceOrderResponse.Order[0].messages.Message[0]).toMatchObject({ code: 1026, type: 'WARNING' })

    const resting = wireOrder({ priceType: 'LIMIT', limitPrice: 40, quantity: 10 })
    const { orderId: restingId } = await previewAndPlace({ call }, resting, 'second')
    const orders = (await call(`${DATA}/orders.json`)).json().OrdersResponse.Order
    expect(orders.map(statusOf)).toEqual(['OPEN', 'EXECUTED'])
    expect(orders[1].orderId).toBe(orderId)
    expect(orders[1].OrderDetail[0].Instrument[0]).toMatchObject({
      filledQuantity: 184,
      averageExecutionPrice: 47.5,
    })
    expect(orders[0].OrderDetail[0].Instrument[0]).not.toHaveProperty('averageExecutionPrice')

    const cancel = { CancelOrderRequest: { orderId: restingId } }
    const cancelled = await call(`${DATA}/orders/cancel.json`, { method: 'PUT', body: cancel })
    expect(cancelled.json().CancelOrderResponse).toMatchObject({
      orderId: restingId,
      Messages: { Message: [{ code: 5011, type: 'WARNING' }] },
    })
    const after = (await call(`${DATA}/orders.json?status=CANCELLED`)).json().OrdersResponse.Order
    expect(after.map((row: { orderId: number }) => row.orderId)).toEqual([restingId])

    const portfolio = (await call(`${DATA}/portfolio.json`)).json().PortfolioResponse.AccountPortfolio[0]
    expect(portfolio.Position[0]).toMatchObject({ quantity: 184, costPerShare: 47.5, totalGain: 0 })
    const balance = await call(`${DATA}/balance.json?instType=BROKERAGE&realTimeNAV=true`)
    expect(balance.json().BalanceResponse.Computed).toMatchObject({
      settledCashForInvestment: 11_260,
      RealTimeValues: { totalAccountValue: 20_000 },
    })
  })

  test.each([
    ['/v1/accounts/list', 'application/json', 'application/json'],
    ['/v1/accounts/list.json', '*/*', 'application/json'],
    ['/v1/accounts/list.json', 'application/xml', 'application/json'],
    ['/v1/accounts/list', '*/*', 'application/xml'],
    ['/v1/accounts/list', 'application/xml', 'application/xml'],
  ])('%s with Accept %s is answered in %s', async (target, accept, contentType) => {
    await bench.client.signIn()
    const answer = await bench.client.call(target, { accept })
    expect(answer.headers.get('Content-Type')).toBe(contentType)
    expect(answer.text).toContain('AccountListResponse')
  })

  test('a fill no larger than the quote leaves the rest working until it is cancelled', async () => {
    const partial = await startBench({ rules: { fillsLimitedByDisplayedSize: true } })
    await partial.client.signIn()
    const buy = wireOrder({ priceType: 'LIMIT', limitPrice: 47.5, quantity: 300 })
    const { orderId } = await previewAndPlace(partial.client, buy, 'partial')
    const detail = async () => {
      const answer = await partial.client.call(`${DATA}/orders/${orderId}.json`)
      return answer.json().OrdersResponse.Order[0].OrderDetail[0]
    }
    const filled = { orderedQuantity: 300, filledQuantity: 200, averageExecutionPrice: 47.5 }
    expect(await detail()).toMatchObject({ status: 'PARTIAL', Instrument: [filled] })
    const body = { CancelOrderRequest: { orderId } }
    await partial.client.call(`${DATA}/orders/cancel.json`, { method: 'PUT', body })
    expect(await detail()).toMatchObject({ status: 'CANCELLED', Instrument: [filled] })
    await partial.simulator.close()
  })

  test('signs the path as it is sent, a comma and an escaped comma alike', async () => {
    await bench.client.signIn()
    for (const target of ['/v1/market/quote/TQQQ,SQQQ', '/v1/market/quote/TQQQ%2CSQQQ.json']) {
      const rows = (await bench.client.call(target)).json().QuoteResponse.QuoteData
      expect(rows).toHaveLength(2)
    }
  })

  test('survives a restart of the simulator', async () => {
    await bench.client.signIn()
    const resting = wireOrder({ priceType: 'LIMIT', limitPrice: 40, quantity: 10 })
    const { orderId } = await previewAndPlace(bench.client, resting, 'one')
    const before = bench.client
    bench = await bench.restarted()
    const client = bench.client.resume(before)
    const orders = (await client.call(`${DATA}/orders.json`)).json().OrdersResponse.Order
    expect(orders.map((row: { orderId: number }) => row.orderId)).toEqual([orderId])
  })
})

describe('a token', () => {
  beforeEach(() => bench.client.signIn())

  test('sleeps after two hours and is woken by a renewal', async () => {
    bench.clock.moveTo((TEN_O_CLOCK + 2 * HOUR_MS) as EpochMs)
    const asleep = await bench.client.call('/v1/accounts/list.json')
    expect([asleep.status, asleep.json()]).toEqual([
      401,
      { Error: { message: 'oauth_problem=token_expired' } },
    ])

    const renewed = await bench.client.call('/oauth/renew_access_token')
    expect([renewed.status, renewed.text]).toEqual([200, 'Access Token has been renewed'])
    expect((await bench.client.call('/v1/accounts/list.json')).status).toBe(200)
  })

  test('dies at midnight in New York, and the refusal of a token call is a page', async () => {
    bench.clock.moveTo(MIDNIGHT)
    const renewal = await bench.client.call('/oauth/renew_access_token')
    expect(renewal.status).toBe(401)
    expect(renewal.headers.get('Content-Type')).toContain('text/html')
    expect(renewal.text).toContain('oauth_problem=token_expired')
  })

  test('ends with its revocation', async () => {
    expect((await bench.client.call('/oauth/revoke_access_token')).status).toBe(200)
    expect((await bench.client.call('/v1/accounts/list.json')).json()).toEqual({
      Error: { message: 'oauth_problem=token_rejected' },
    })
  })

  test('does not work with a nonce that was used', async () => {
    const call = () => bench.client.call('/v1/accounts/list.json', { oauth: { oauth_nonce: 'once' } })
    expect((await call()).status).toBe(200)
    expect((await call()).json()).toEqual({ Error: { message: 'oauth_problem=nonce_used' } })
  })

  test.each([
    [{ oauth_timestamp: '1' }, /^oauth_problem=timestamp_refused,oauth_acceptable_timestamps=\d+-\d+$/],
    [{ oauth_nonce: undefined }, /^oauth_problem=parameter_absent,oauth_parameters_absent=oauth_nonce$/],
    [{ oauth_consumer_key: 'x' }, /^oauth_problem=consumer_key_rejected$/],
    [{ oauth_signature_method: 'PLAINTEXT' }, /^oauth_problem=signature_method_rejected$/],
    [{ oauth_token: 'x' }, /^oauth_problem=token_rejected$/],
  ])('is no good with %j', async (oauth, message) => {
    const answer = await bench.client.call('/v1/accounts/list.json', { oauth })
    expect(answer.status).toBe(401)
    expect(answer.json().Error.message).toMatch(message)
  })
})

test('a callback other than oob is refused with a page', async () => {
  const answer = await bench.client.call('/oauth/request_token', { oauth: { oauth_callback: 'http://x/y' } })
  expect(answer.status).toBe(401)
  expect(answer.text).toContain('oauth_problem=callback_rejected,oauth_acceptable_callback=oob')
})

test('an unsigned request learns nothing', async () => {
  const response = await fetch(`${bench.simulator.baseUrl}/v1/accounts/list.json`)
  expect(response.status).toBe(401)
  expect(await response.text()).toMatch(/oauth_problem=parameter_absent/)
})

test('the Date header tells the time that timestamps are judged by', async () => {
  const oauthClock = new VirtualClock((TEN_O_CLOCK + 30 * MINUTE_MS) as EpochMs)
  const other = await startBench({ oauthClock })
  await other.client.signIn()
  const answer = await other.client.call('/v1/accounts/list.json')
  await other.simulator.close()
  expect(answer.headers.get('Date')).toBe(new Date(oauthClock.now()).toUTCString())
})

test('every request is recorded without its query', async () => {
  await bench.client.signIn({ transport: 'query' })
  await bench.client.call('/v1/market/quote/TQQQ,SQQQ.json', { transport: 'query' })
  await bench.client.call('/v1/nowhere')
  expect(bench.records).toEqual([
    { method: 'GET', path: '/oauth/request_token', operation: 'oauth/request_token', status: 200 },
    { method: 'GET', path: '/e/t/etws/authorize', operation: 'oauth/authorize', status: 200 },
    { method: 'GET', path: '/oauth/access_token', operation: 'oauth/access_token', status: 200 },
    {
      method: 'GET',
      path: '/v1/market/quote/TQQQ,SQQQ.json',
      operation: 'market/quote',
      status: 200,
      symbolCount: 2,
    },
    { method: 'GET', path: '/v1/nowhere', operation: 'unknown', status: 404 },
  ])
})

function statusOf(row: { OrderDetail: readonly { status: string }[] }): string | undefined {
  return row.OrderDetail[0]?.status
}
