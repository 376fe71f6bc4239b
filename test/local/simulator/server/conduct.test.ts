import { afterEach, describe, expect, test } from '@jest/globals'
import { PORTAL_LIMITS } from '../../../../local/simulator/conduct/rate-limits.ts'
import { type FaultPlanInput, parseFaultPlan } from '../../../../local/simulator/faults/fault-plan.ts'
import type { SimulatorSetup } from '../../../../local/simulator/simulator.ts'
import { type EpochMs, HOUR_MS, SECOND_MS } from '../../../../shared/time/instant.ts'
import { placeBody, previewAndPlace, previewBody, wireOrder } from './order-bodies.ts'
import { ACCOUNT, type Bench, startBench } from './simulator-bench.ts'

const DATA = `/v1/accounts/${ACCOUNT}`
const LIST = '/v1/accounts/list.json'
const RESTING = wireOrder({ priceType: 'LIMIT', limitPrice: 40, quantity: 5 })

let bench: Bench
afterEach(() => bench.simulator.close())

async function signedIn(setup: Partial<SimulatorSetup> = {}): Promise<Bench> {
  bench = await startBench(setup)
  await bench.client.signIn()
  return bench
}

const kinds = () => bench.simulator.sins.map(({ kind }) => kind)

describe('the limits of the former developer portal', () => {
  test('let two account calls a second through and answer the third in the broker’s words', async () => {
    const { client, clock } = await signedIn({ limits: PORTAL_LIMITS })
    const statuses = [await client.call(LIST), await client.call(LIST)].map(({ status }) => status)
    const third = await client.call(LIST)
    expect([...statuses, third.status, third.json()]).toEqual([
      200,
      200,
      400,
      { Error: { message: 'Number of requests exceeded the rate limit set' } },
    ])
    expect((await client.call('/v1/market/quote/TQQQ.json')).status).toBe(200)
    clock.moveTo((clock.now() + SECOND_MS) as EpochMs)
    expect((await client.call(LIST)).status).toBe(200)
    expect(bench.simulator.sins).toMatchObject([{ kind: 'over-the-limit', operation: 'accounts/list' }])
  })

  test('as told by support, quotes cost their symbols and option pairs two until the next full hour', async () => {
    const market = { perSecond: 100, perHour: 30, hourCounts: 'quotes' } as const
    const { client, clock } = await signedIn({ limits: { ...PORTAL_LIMITS, market } })
    await client.call('/v1/market/quote/TQQQ,SQQQ,S1,S2,S3,S4,S5,S6,S7,S8.json')
    await client.call('/v1/market/optionchains.json?symbol=TQQQ&noOfStrikes=10')
    expect((await client.call('/v1/market/quote/TQQQ.json')).status).toBe(400)
    clock.moveTo((Math.ceil((clock.now() + 1) / HOUR_MS) * HOUR_MS) as EpochMs)
    expect((await client.call('/v1/market/quote/TQQQ.json')).status).toBe(200)
  })
})

describe('a sin is written down:', () => {
  test('a nonce that was used before', async () => {
    const { client } = await signedIn()
    const oauth = { oauth_nonce: 'twice' }
    await client.call(LIST, { oauth })
    await client.call(LIST, { oauth })
    expect(kinds()).toEqual(['nonce-reused'])
  })

  test('a token that is not encoded in the authorize address', async () => {
    const { client, simulator } = await signedIn()
    const answer = await bench.newClient().call('/oauth/request_token', { oauth: { oauth_callback: 'oob' } })
    const token = new URLSearchParams(answer.text).get('oauth_token') ?? ''
    await client.approve(token)
    expect(kinds()).toEqual([])
    await fetch(`${simulator.baseUrl}/e/t/etws/authorize?key=the-consumer&token=${token}`)
    expect(kinds()).toEqual(['token-not-encoded'])
  })

  test('a placement with a used, an old, another order’s and no preview, each with its cause', async () => {
    const { client, clock } = await signedIn()
    const place = (PreviewIds: unknown, order = RESTING, clientOrderId = 'one') =>
      client.call(`${DATA}/orders/place.json`, {
        method: 'POST',
        body: placeBody(order, clientOrderId, PreviewIds),
      })
    const preview = async () => {
      const body = previewBody(RESTING, 'one')
      const answer = await client.call(`${DATA}/orders/preview.json`, { method: 'POST', body })
      return answer.json().PreviewOrderResponse.PreviewIds
    }
    const ids = await preview()
    await place(ids, wireOrder({ priceType: 'LIMIT', limitPrice: 41, quantity: 5 }))
    clock.moveTo((clock.now() + 180 * SECOND_MS + 1) as EpochMs)
    await place(ids)
    await place([{ previewId: 4711 }])
    await place(undefined)
    expect(bench.simulator.sins.map(({ kind, what }) => [kind, what])).toEqual([
      ['preview-not-valid', 'preview 1 is of another order'],
      ['preview-not-valid', 'preview 1 is 180001 ms old'],
      ['preview-not-valid', 'preview 4711 was used already, is long expired or was never given'],
      ['preview-not-valid', 'the placement names no preview'],
    ])
  })
})

describe('an order that may have been accepted', () => {
  const dropped = { kind: 'dropped-answer' } as const
  const withFault = (fault: NonNullable<FaultPlanInput['faults']>[number]['fault']) =>
    signedIn({ faults: parseFaultPlan({ faults: [{ operation: 'orders/place', call: 1, fault }] }) })
  const place = (clientOrderId: string, order = RESTING) =>
    previewAndPlace(bench.client, order, clientOrderId).catch(() => undefined)
  const list = () => bench.client.call(`${DATA}/orders.json`)

  test.each([
    dropped,
    { kind: 'connection-reset' } as const,
    { kind: 'error-100' } as const,
    { kind: 'truncated-body' } as const,
    { kind: 'malformed-body' } as const,
  ])('after %j must not be sent again unseen', async (fault) => {
    await withFault(fault)
    await place('one')
    await place('two')
    expect(bench.simulator.sins).toMatchObject([
      { kind: 'placed-blindly', operation: 'orders/place', what: 'BUY TQQQ may be at the broker already' },
    ])
  })

  test('may be sent again once the list was read', async () => {
    await withFault(dropped)
    await place('one')
    await list()
    await place('two')
    expect(kinds()).toEqual([])
  })

  test('may be sent again after a clear refusal', async () => {
    await withFault({ kind: 'rate-limit' })
    await place('one')
    await place('two')
    expect(kinds()).toEqual([])
  })

  test('does not stand in the way of another order', async () => {
    await withFault(dropped)
    await place('one')
    const other = { ...RESTING, Instrument: [{ ...RESTING.Instrument[0]! }] }
    other.Instrument[0]!.Product = { securityType: 'EQ', symbol: 'SQQQ' }
    other.limitPrice = 30
    await place('two', other)
    expect(kinds()).toEqual([])
  })

  test('is not settled by a list that came in pieces', async () => {
    await signedIn({
      faults: parseFaultPlan({
        faults: [
          { operation: 'orders/place', call: 1, fault: dropped },
          { operation: 'orders/list', call: 1, fault: { kind: 'truncated-body' } },
        ],
      }),
    })
    await place('one')
    await list().catch(() => undefined)
    await place('two')
    expect(kinds()).toEqual(['placed-blindly'])
  })
})

test('the sins can be read and wiped over HTTP', async () => {
  const { client, simulator } = await signedIn()
  const oauth = { oauth_nonce: 'twice' }
  await client.call(LIST, { oauth })
  await client.call(LIST, { oauth })
  const url = `${simulator.baseUrl}/simulator/sins`
  expect(await (await fetch(url)).json()).toEqual({
    sins: [
      {
        kind: 'nonce-reused',
        operation: 'accounts/list',
        what: 'the nonce was used before',
        at: bench.clock.now(),
      },
    ],
  })
  expect(await (await fetch(url, { method: 'DELETE' })).json()).toEqual({ sins: [] })
})
