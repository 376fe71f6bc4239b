import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { listAccounts } from '../../../infra/etrade/accounts.ts'
import type { CallRecord } from '../../../infra/etrade/client/call.ts'
import { EtradeClient } from '../../../infra/etrade/client/etrade-client.ts'
import { EtradeBroker } from '../../../infra/etrade/etrade-broker.ts'
import { EtradeMarketData } from '../../../infra/etrade/etrade-market-data.ts'
import { etradeHosts } from '../../../infra/etrade/hosts.ts'
import { EtradeSession } from '../../../infra/etrade/oauth/etrade-session.ts'
import { SecretsTokenVault } from '../../../infra/etrade/oauth/token-vault.ts'
import { MemorySecrets } from '../../../infra/secrets/memory-secrets.ts'
import { MemoryStore } from '../../../infra/store/memory-store.ts'
import type { RequestRecord } from '../../../local/simulator/server/request-record.ts'
import { type RunningSimulator, startSimulator } from '../../../local/simulator/simulator.ts'
import type { AccountIdKey, ClientOrderId, OrderId } from '../../../shared/domain/ids.ts'
import { type Ticker, ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import type { OrderPricing, OrderRequest, OrderSide } from '../../../shared/domain/order.ts'
import { Secret } from '../../../shared/ports/secrets.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { type EpochMs, HOUR_MS } from '../../../shared/time/instant.ts'
import { VirtualClock } from '../../../shared/time/virtual-clock.ts'
import { ScriptedMarket } from '../../local/simulator/server/scripted-market.ts'
import { IN_TIME } from '../../support/deadlines.ts'

const DATE = parseExchangeDate('2022-03-15')
const TEN_O_CLOCK = exchangeInstant(DATE, 600)
const MIDNIGHT = exchangeInstant(parseExchangeDate('2022-03-16'), 0)
const ACCOUNT = 'an+account_key==' as AccountIdKey
const TQQQ = ticker('TQQQ')
const OTHERS = Array.from({ length: 60 }, (_, index) => ticker(`S${index}`))

interface World {
  readonly clock: VirtualClock
  readonly simulator: RunningSimulator
  readonly client: EtradeClient
  readonly session: EtradeSession
  readonly broker: EtradeBroker
  readonly marketData: EtradeMarketData
  readonly requests: readonly RequestRecord[]
  readonly calls: readonly CallRecord[]
}

let world: World

beforeEach(async () => {
  world = await start()
})

afterEach(async () => {
  world.client.close()
  await world.simulator.close()
})

async function start(): Promise<World> {
  const clock = new VirtualClock(TEN_O_CLOCK)
  const requests: RequestRecord[] = []
  const calls: CallRecord[] = []
  const prices = { TQQQ: '47.50', ...Object.fromEntries(OTHERS.map((symbol) => [symbol, '10.00'])) }
  const consumer = { key: 'a/consumer+key=', secret: 'a/consumer+secret=' }
  const simulator = await startSimulator({
    market: new ScriptedMarket(prices, exchangeInstant(DATE, 570)),
    clock,
    store: new MemoryStore({ clock }),
    account: { accountIdKey: ACCOUNT, accountId: '840000001', kind: 'CASH', startCash: money('20000') },
    consumer,
    port: 0,
    onRequest: (request) => requests.push(request),
  })
  const tokens = new SecretsTokenVault({ secrets: new MemorySecrets(), environment: 'simulator', clock })
  const client = new EtradeClient({
    hosts: etradeHosts({ simulator: simulator.baseUrl }),
    consumer: { key: new Secret(consumer.key), secret: new Secret(consumer.secret) },
    tokens,
    clock,
    onCall: (call) => calls.push(call),
    delay: async () => {},
  })
  return {
    clock,
    simulator,
    client,
    session: new EtradeSession({ client, tokens, clock }),
    broker: new EtradeBroker({ client, accountIdKey: ACCOUNT, clock }),
    marketData: new EtradeMarketData({ client }),
    requests,
    calls,
  }
}

async function signIn(): Promise<void> {
  const { authorizeUrl, requestToken } = await world.session.startLogin()
  await world.session.finishLogin(requestToken, await verifierFrom(authorizeUrl))
}

async function verifierFrom(authorizeUrl: string): Promise<string> {
  const page = await fetch(authorizeUrl, { headers: { Accept: 'application/json' } })
  return ((await page.json()) as { verifier: string }).verifier
}

let orderNumber = 0

function order(side: OrderSide, quantity: number, pricing: OrderPricing): OrderRequest {
  orderNumber += 1
  return { symbol: TQQQ, side, quantity, clientOrderId: `OB${orderNumber}` as ClientOrderId, ...pricing }
}

async function send(request: OrderRequest): Promise<OrderId> {
  return world.broker.place(request, await world.broker.preview(request), IN_TIME)
}

describe('the sign-in', () => {
  test('gives a token that works at once', async () => {
    expect(await world.session.token()).toBeUndefined()
    await signIn()
    await world.session.verify()
    expect(await world.session.token()).toEqual({ issuedAt: TEN_O_CLOCK, lastUsedAt: TEN_O_CLOCK })
    expect(await listAccounts(world.client)).toEqual([
      expect.objectContaining({
        accountIdKey: ACCOUNT,
        accountId: '****0001',
        kind: 'CASH',
        status: 'ACTIVE',
      }),
    ])
  })

  test('works for every token of many, with / + = in them', async () => {
    for (let login = 0; login < 20; login += 1) {
      await signIn()
      await world.session.verify()
    }
  })

  test('with a wrong code fails', async () => {
    const { requestToken } = await world.session.startLogin()
    await expect(world.session.finishLogin(requestToken, 'WRONG')).rejects.toMatchObject({
      name: 'BrokerUnauthorizedError',
      operation: 'oauth/access_token',
    })
  })

  test('sleeps after two silent hours and is woken by the next read', async () => {
    await signIn()
    world.clock.moveTo((TEN_O_CLOCK + 2 * HOUR_MS + 1) as EpochMs)
    expect((await world.broker.balance()).cash).toBe(money('20000'))
    const operations = world.calls.slice(-3).map(({ operation }) => operation)
    expect(operations).toEqual(['accounts/balance', 'oauth/renew_access_token', 'accounts/balance'])
  })

  test('dies at midnight, and no renewal helps', async () => {
    await signIn()
    world.clock.moveTo(MIDNIGHT)
    await expect(world.broker.balance()).rejects.toMatchObject({ name: 'BrokerUnauthorizedError' })
    await expect(world.session.renew()).rejects.toMatchObject({ name: 'BrokerUnauthorizedError' })
  })

  test('that was revoked is gone on both sides', async () => {
    await signIn()
    await world.session.revoke()
    await expect(world.session.verify()).rejects.toThrow('nobody has signed in')
  })
})

describe('a signed-in client', () => {
  beforeEach(signIn)

  test('reads quotes of more symbols than one call may ask for, and a refusal by name', async () => {
    const asked: Ticker[] = [TQQQ, ...OTHERS, ticker('ZZZZZ')]
    const { quotes, refused, calls } = await world.marketData.quotes(asked)
    expect(calls).toBe(2)
    expect(quotes.size).toBe(61)
    expect([...refused.keys()]).toEqual(['ZZZZZ'])
    expect(refused.get(ticker('ZZZZZ'))).toContain('1019')
    expect(quotes.get(TQQQ)).toEqual({
      symbol: TQQQ,
      status: 'REALTIME',
      time: TEN_O_CLOCK,
      bid: money('47.49'),
      ask: money('47.5'),
      bidSize: 300,
      askSize: 200,
      last: money('47.5'),
      open: money('47.5'),
      high: money('47.5'),
      low: money('47.5'),
      totalVolume: 12_345,
      previousClose: money('46.5'),
      averageVolume: 2_000_000,
    })
  })

  test('reads an untouched account', async () => {
    expect(await world.broker.balance()).toMatchObject({
      kind: 'CASH',
      cash: money('20000'),
      settledCash: money('20000'),
    })
    expect(await world.broker.holdings()).toEqual([])
    expect(await world.broker.orders({ from: DATE })).toEqual([])
  })

  test('buys, holds and rests a stop', async () => {
    const bought = await send(order('BUY', 184, { type: 'LIMIT', limit: money('47.50') }))
    const resting = await send(order('SELL', 184, { type: 'STOP', stop: money('46.50') }))
    const orders = await world.broker.orders({ from: DATE })
    expect(orders.find(({ orderId }) => orderId === bought)).toEqual({
      orderId: bought,
      symbol: TQQQ,
      side: 'BUY',
      quantity: 184,
      status: 'EXECUTED',
      placedAt: TEN_O_CLOCK,
      filledQuantity: 184,
      averagePrice: money('47.5'),
      fees: money('0'),
      type: 'LIMIT',
      limit: money('47.5'),
    })
    expect(orders.find(({ orderId }) => orderId === resting)).toMatchObject({
      side: 'SELL',
      status: 'OPEN',
      filledQuantity: 0,
      type: 'STOP',
      stop: money('46.5'),
    })
    expect(await world.broker.holdings()).toEqual([
      { symbol: TQQQ, quantity: 184, averageCost: money('47.5') },
    ])
    expect((await world.broker.balance()).cash).toBe(money('11260'))
  })

  test('cancels a resting order, and only once', async () => {
    const orderId = await send(order('BUY', 10, { type: 'LIMIT', limit: money('40') }))
    await world.broker.cancel({ orderId, symbol: TQQQ })
    const [cancelled] = await world.broker.orders({ from: DATE })
    expect(cancelled).toMatchObject({ orderId, status: 'CANCELLED', filledQuantity: 0 })
    expect(await world.broker.cancel({ orderId, symbol: TQQQ })).toBe('too-late')
  })

  test('is told at the preview that the shares are not there, or already promised', async () => {
    const sell = () => world.broker.preview(order('SELL', 10, { type: 'MARKET' }))
    await expect(sell()).rejects.toMatchObject({ name: 'BrokerRefusedError', code: '1040' })
    await send(order('BUY', 10, { type: 'LIMIT', limit: money('47.50') }))
    await send(order('SELL', 10, { type: 'STOP', stop: money('46.50') }))
    await expect(sell()).rejects.toMatchObject({ name: 'BrokerRefusedError', code: '1037' })
  })

  test('may not place what was not previewed in exactly these words', async () => {
    const previewed = order('BUY', 10, { type: 'LIMIT', limit: money('47.50') })
    const preview = await world.broker.preview(previewed)
    const changed: OrderRequest = { ...previewed, quantity: 11 }
    await expect(world.broker.place(changed, preview, IN_TIME)).rejects.toMatchObject({
      name: 'BrokerRefusedError',
      code: '101',
    })
    expect(await world.broker.orders({ from: DATE })).toEqual([])
  })

  test('reads more orders than fit on one page, each once', async () => {
    for (let number = 0; number < 120; number += 1) {
      await send(order('BUY', 1, { type: 'LIMIT', limit: money('1') }))
    }
    const orders = await world.broker.orders({ from: DATE })
    expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(120)
    expect(orders).toHaveLength(120)
  })

  test('counts its calls as the broker does', async () => {
    await world.marketData.quotes([TQQQ, ...OTHERS])
    await world.broker.balance()
    const statuses = world.calls.map(({ method, httpStatus }) => [method, httpStatus])
    const received = world.requests.filter(({ path }) => !path.includes('authorize'))
    expect(received.map(({ method, status }) => [method, status])).toEqual(statuses)
    const symbols = world.calls.map((call) => call.symbols ?? 0).reduce((total, count) => total + count, 0)
    expect(symbols).toBe(61)
  })
})

test('a client with the wrong secret is told so and gets nothing', async () => {
  const clock = world.clock
  const tokens = new SecretsTokenVault({ secrets: new MemorySecrets(), environment: 'simulator', clock })
  const client = new EtradeClient({
    hosts: etradeHosts({ simulator: world.simulator.baseUrl }),
    consumer: { key: new Secret('a/consumer+key='), secret: new Secret('another') },
    tokens,
    clock,
  })
  const login = new EtradeSession({ client, tokens, clock }).startLogin()
  await expect(login).rejects.toMatchObject({ problem: 'signature_invalid' })
  client.close()
})
