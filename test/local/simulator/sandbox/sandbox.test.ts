import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { EtradeClient } from '../../../../infra/etrade/client/etrade-client.ts'
import { EtradeMarketData } from '../../../../infra/etrade/etrade-market-data.ts'
import { etradeHosts } from '../../../../infra/etrade/hosts.ts'
import { EtradeSession } from '../../../../infra/etrade/oauth/etrade-session.ts'
import { SecretsTokenVault } from '../../../../infra/etrade/oauth/token-vault.ts'
import { MemorySecrets } from '../../../../infra/secrets/memory-secrets.ts'
import { signIn } from '../../../../local/sign-in.ts'
import { parseConfig } from '../../../../shared/config/config.ts'
import { ConfigError } from '../../../../shared/config/config-error.ts'
import { ticker } from '../../../../shared/domain/ids.ts'
import { usableForEntry, usableForExit } from '../../../../shared/market-data/quote-usability.ts'
import { Secret } from '../../../../shared/ports/secrets.ts'
import { sessionAt } from '../../../../shared/time/session.ts'
import { placeBody, previewBody, wireOrder } from '../server/order-bodies.ts'
import { type Bench, CONSUMER, startBench } from '../server/simulator-bench.ts'

const DATA = '/v1/accounts/any-key-will-do'
const BUY = wireOrder({ priceType: 'MARKET', quantity: 1 })

let bench: Bench
beforeAll(async () => {
  bench = await startBench({ personality: 'sandbox' })
  await bench.client.signIn()
})
afterAll(() => bench.simulator.close())

const get = async (target: string) => (await bench.client.call(target)).json()
const send = async (method: string, target: string, body: object) =>
  (await bench.client.call(`${DATA}/orders/${target}.json`, { method, body })).json()

describe('the sandbox', () => {
  test('quotes GOOG of 2012 as REALTIME, whatever it is asked for', async () => {
    const [row] = (await get('/v1/market/quote/TQQQ.json')).QuoteResponse.QuoteData
    expect(row).toMatchObject({ quoteStatus: 'REALTIME', Product: { symbol: 'GOOG' } })
    expect(row.dateTime).toMatch(/06-20-2012$/)
  })

  test('previews, places and cancels always the same order', async () => {
    const preview = await send('POST', 'preview', previewBody(BUY, 'one'))
    expect(preview.PreviewOrderResponse.PreviewIds).toEqual([{ previewId: 1627181131 }])
    const placed = await send('POST', 'place', placeBody(BUY, 'one', [{ previewId: 1 }]))
    expect(placed.PlaceOrderResponse.OrderIds).toEqual([{ orderId: 529 }])
    const cancelled = await send('PUT', 'cancel', { CancelOrderRequest: { orderId: 529 } })
    expect(cancelled.CancelOrderResponse).toMatchObject({
      orderId: 773,
      Messages: { Message: [{ code: 4186 }] },
    })
  })

  test('changes an order into one that has nothing to do with it', async () => {
    const preview = await send('PUT', '529/change/preview', previewBody(BUY, 'two'))
    expect(preview.PreviewOrderResponse.Order[0].Instrument[0].orderAction).toBe('SELL_SHORT')
    const placed = await send('PUT', '529/change/place', placeBody(BUY, 'two', [{ previewId: 1 }]))
    expect(placed.PlaceOrderResponse.OrderIds).toEqual([{ orderId: 529 }])
  })

  test('never ends its list of orders', async () => {
    const { marker } = (await get(`${DATA}/orders.json`)).OrdersResponse
    const next = (await get(`${DATA}/orders.json?marker=${marker}`)).OrdersResponse
    expect([marker, next.marker]).toEqual(['12345678999', '12345678999'])
  })

  test('has error 100 instead of the details of any order', async () => {
    const answer = await bench.client.call(`${DATA}/orders/529.json`)
    expect([answer.status, answer.json().Error.code]).toEqual([500, 100])
  })

  test('checks the signature and the outer shape of a body all the same', async () => {
    const stranger = await bench.newClient().call('/v1/accounts/list.json')
    expect(stranger.status).toBe(401)
    const answer = await bench.client.call(`${DATA}/orders/preview.json`, { method: 'POST', body: [1] })
    expect(answer.status).toBe(400)
  })

  test('says openly what nobody recorded', async () => {
    const answer = await bench.client.call('/v1/user/alerts.json')
    expect([answer.status, answer.json().Error.message]).toEqual([
      501,
      'What the sandbox answers to alerts/list was never recorded.',
    ])
    expect((await bench.client.call('/v1/nowhere.json')).status).toBe(404)
  })

  test('answers in XML too', async () => {
    const answer = await bench.client.call('/v1/accounts/list', { accept: 'application/xml' })
    expect(answer.text).toContain('<AccountListResponse><Accounts><Account>')
  })
})

describe('Openbell does not trade on the sandbox:', () => {
  test('LIVE with it is refused at start-up', () => {
    const config = { mode: 'LIVE', broker: { environment: 'sandbox' } }
    expect(() => parseConfig(config)).toThrow(ConfigError)
    expect(() => parseConfig(config)).toThrow(/mode: LIVE with the sandbox broker is refused/)
  })

  test('its quote says REALTIME and is refused as stale, for an entry and for an exit', async () => {
    const { clock, simulator } = bench
    const tokens = new SecretsTokenVault({ secrets: new MemorySecrets(), environment: 'sandbox', clock })
    const client = new EtradeClient({
      hosts: etradeHosts({ simulator: simulator.baseUrl }),
      consumer: { key: new Secret(CONSUMER.key), secret: new Secret(CONSUMER.secret) },
      tokens,
      clock,
    })
    await signIn(new EtradeSession({ client, tokens, clock }))
    const { quotes, refused } = await new EtradeMarketData({ client }).quotes([
      ticker('GOOG'),
      ticker('TQQQ'),
    ])
    client.close()

    const quote = quotes.get(ticker('GOOG'))
    expect(quote?.status).toBe('REALTIME')
    const rule = { now: clock.now(), ageSecondsMax: 3_600 }
    expect(usableForExit(quote, rule)).toMatchObject({ ok: false, code: 'stale' })
    expect(usableForEntry(quote, { ...rule, session: sessionAt(clock.now()) })).toMatchObject({
      ok: false,
      code: 'stale',
    })
    expect(refused.get(ticker('TQQQ'))).toBe('the broker left it out of its answer')
  })
})

const CANNED = join(import.meta.dirname, '../../../../local/simulator/sandbox/canned')
const FIXTURES = join(import.meta.dirname, '../../../fixtures/etrade')
const read = (folder: string, name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))

test.each([
  ...['account-list', 'balance', 'portfolio', 'orders', 'quote'],
  ...['preview-order', 'place-order', 'cancel-order', 'order-detail-error100'],
])('the canned %s is the one that the adapter is tested with', (name) => {
  expect(existsSync(join(FIXTURES, `sandbox-${name}.json`))).toBe(true)
  expect(read(CANNED, name)).toEqual(read(FIXTURES, `sandbox-${name}`))
})
