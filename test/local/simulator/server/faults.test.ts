import { afterEach, describe, expect, test } from '@jest/globals'
import { type FaultPlanInput, parseFaultPlan } from '../../../../local/simulator/faults/fault-plan.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { placeBody, previewAndPlace, previewBody, wireOrder } from './order-bodies.ts'
import { ACCOUNT, type Bench, startBench, TEN_O_CLOCK } from './simulator-bench.ts'

const DATA = `/v1/accounts/${ACCOUNT}`
const LIST = '/v1/accounts/list.json'
const QUOTE = '/v1/market/quote/TQQQ.json'
const RESTING = wireOrder({ priceType: 'LIMIT', limitPrice: 40, quantity: 5 })

type Rule = NonNullable<FaultPlanInput['faults']>[number]

let bench: Bench
afterEach(() => bench.simulator.close())

async function withFaults(...faults: readonly Rule[]): Promise<Bench> {
  bench = await startBench({ faults: parseFaultPlan({ faults }) })
  await bench.client.signIn()
  return bench
}

const once = (operation: string, fault: Rule['fault']): Rule => ({ operation, call: 1, fault })

async function placed(clientOrderId: string): Promise<unknown> {
  const preview = await bench.client.call(`${DATA}/orders/preview.json`, {
    method: 'POST',
    body: previewBody(RESTING, clientOrderId),
  })
  const { PreviewIds } = preview.json().PreviewOrderResponse
  const body = placeBody(RESTING, clientOrderId, PreviewIds)
  return bench.client.call(`${DATA}/orders/place.json`, { method: 'POST', body })
}

const orders = async () => (await bench.client.call(`${DATA}/orders.json`)).text

describe('instead of the work', () => {
  test.each([
    [
      { kind: 'error-100' } as const,
      500,
      { code: 100, message: expect.stringMatching(/not currently available/) },
    ],
    [{ kind: 'rate-limit' } as const, 400, { message: 'Number of requests exceeded the rate limit set' }],
    [
      { kind: 'spurious-nonce' } as const,
      401,
      { message: 'oauth_problem=parameter_absent,oauth_parameters_absent=oauth_nonce' },
    ],
  ])('%j answers, and the next call is served', async (fault, status, error) => {
    const { client } = await withFaults(once('accounts/list', fault))
    const answer = await client.call(LIST)
    expect([answer.status, answer.json()]).toEqual([status, { Error: error }])
    expect((await client.call(LIST)).status).toBe(200)
  })

  test('a spurious nonce error of a token call is a page', async () => {
    const { client } = await withFaults(once('oauth/renew_access_token', { kind: 'spurious-nonce' }))
    const answer = await client.call('/oauth/renew_access_token')
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/html/)
    expect(answer.text).toMatch(/oauth_problem=parameter_absent/)
  })

  test('a reset connection leaves nothing done', async () => {
    const { client } = await withFaults(once('orders/place', { kind: 'connection-reset' }))
    await expect(placed('reset')).rejects.toThrow('fetch failed')
    expect((await client.call(`${DATA}/orders.json`)).status).toBe(204)
  })

  test('a token dies for good: expired once, unknown from then on, a new sign-in works', async () => {
    const { client } = await withFaults(once('market/quote', { kind: 'token-death' }))
    expect((await client.call(QUOTE)).json().Error.message).toBe('oauth_problem=token_expired')
    expect((await client.call(QUOTE)).json().Error.message).toBe('oauth_problem=token_rejected')
    expect((await client.call('/oauth/renew_access_token')).status).toBe(401)
    await client.signIn()
    expect((await client.call(QUOTE)).status).toBe(200)
  })
})

describe('after the work', () => {
  test('a dropped answer leaves the order placed', async () => {
    await withFaults(once('orders/place', { kind: 'dropped-answer' }))
    await expect(placed('dropped')).rejects.toThrow('fetch failed')
    expect(JSON.parse(await orders()).OrdersResponse.Order).toHaveLength(1)
  })

  test('the third placement of a run may be the one whose answer is dropped', async () => {
    await withFaults({ operation: 'orders/place', call: 3, fault: { kind: 'dropped-answer' } })
    await placed('one')
    await placed('two')
    await expect(placed('three')).rejects.toThrow('fetch failed')
    await placed('four')
    expect(JSON.parse(await orders()).OrdersResponse.Order).toHaveLength(4)
  })

  test('a truncated body ends before the length it promised', async () => {
    await withFaults(once('orders/place', { kind: 'truncated-body' }))
    await expect(placed('cut')).rejects.toThrow('terminated')
    expect(JSON.parse(await orders()).OrdersResponse.Order).toHaveLength(1)
  })

  test.each(['application/json', 'application/xml'])(
    'a malformed body in %s is no such thing',
    async (accept) => {
      const { client } = await withFaults(once('accounts/list', { kind: 'malformed-body' }))
      const answer = await client.call('/v1/accounts/list', { accept })
      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, accept])
      expect(answer.text.endsWith(',<')).toBe(true)
      expect(() => answer.json()).toThrow(SyntaxError)
    },
  )
})

describe('beside the work', () => {
  test('latency takes market time', async () => {
    const { client, clock } = await withFaults(once('accounts/list', { kind: 'latency', ms: 2_500 }))
    await client.call(LIST)
    expect(clock.now()).toBe(TEN_O_CLOCK + 2_500)
  })

  test('the clock of one answer is off', async () => {
    const { client, clock } = await withFaults(once('accounts/list', { kind: 'clock-skew', seconds: -90 }))
    const dates = [await client.call(LIST), await client.call(LIST)].map(({ headers }) => headers.get('Date'))
    expect(dates).toEqual([clock.now() - 90_000, clock.now()].map((at) => new Date(at).toUTCString()))
  })

  test('an order is missing from list and details for a while', async () => {
    const { client, clock } = await withFaults(once('orders/place', { kind: 'hidden-order', ms: 1_500 }))
    const { orderId } = await previewAndPlace(client, RESTING, 'hidden')
    const statuses = async () => [
      (await client.call(`${DATA}/orders.json`)).status,
      (await client.call(`${DATA}/orders/${orderId}.json`)).status,
    ]
    expect(await statuses()).toEqual([204, 204])
    clock.moveTo((TEN_O_CLOCK + 1_499) as EpochMs)
    expect(await statuses()).toEqual([204, 204])
    clock.moveTo((TEN_O_CLOCK + 1_500) as EpochMs)
    expect(await statuses()).toEqual([200, 200])
  })

  test('a cancelled order shows an execution time that is none, an open one does not', async () => {
    const { client } = await withFaults(once('orders/list', { kind: 'garbage-executed-time' }))
    const { orderId } = await previewAndPlace(client, RESTING, 'cancelled')
    await previewAndPlace(client, RESTING, 'open')
    const body = { CancelOrderRequest: { orderId } }
    await client.call(`${DATA}/orders/cancel.json`, { method: 'PUT', body })
    const [open, cancelled] = JSON.parse(await orders()).OrdersResponse.Order
    expect(cancelled.OrderDetail[0]).toMatchObject({ status: 'CANCELLED', executedTime: 2_023_137_072 })
    expect(open.OrderDetail[0]).not.toHaveProperty('executedTime')
  })

  test('quotes are delayed or carry an old stamp', async () => {
    const { client, clock } = await withFaults(
      once('market/quote', { kind: 'delayed-quotes', seconds: 900 }),
      { operation: 'market/quote', call: 2, fault: { kind: 'stale-stamps', seconds: 60 } },
    )
    const seen = async () => (await client.call(QUOTE)).json().QuoteResponse.QuoteData[0]
    const now = Math.floor(clock.now() / 1_000)
    expect(await seen()).toMatchObject({ quoteStatus: 'DELAYED', dateTimeUTC: now - 900 })
    expect(await seen()).toMatchObject({ quoteStatus: 'REALTIME', dateTimeUTC: now - 60 })
    expect(await seen()).toMatchObject({ quoteStatus: 'REALTIME', dateTimeUTC: now })
  })
})

test('a halted symbol previews with warning 1043 and rests', async () => {
  bench = await startBench({
    faults: parseFaultPlan({
      halts: [{ symbol: 'TQQQ', from: '2022-03-15T13:59:00Z', until: '2022-03-15T15:00:00Z' }],
    }),
  })
  await bench.client.signIn()
  const market = wireOrder({ priceType: 'MARKET', quantity: 5 })
  const { PreviewOrderResponse } = await previewAndPlace(bench.client, market, 'halted')
  expect(PreviewOrderResponse.Order[0].messages.Message).toMatchObject([{ code: 1043, type: 'WARNING' }])
  const [order] = JSON.parse(await orders()).OrdersResponse.Order
  expect(order.OrderDetail[0].status).toBe('OPEN')
})

test('records name what went wrong with a call', async () => {
  const { client, records } = await withFaults(once('accounts/list', { kind: 'error-100' }))
  await client.call(LIST)
  await client.call(LIST)
  expect(records.slice(-2).map(({ status, faults }) => ({ status, faults }))).toEqual([
    { status: 500, faults: ['error-100'] },
    { status: 200, faults: undefined },
  ])
})
