import { afterEach, describe, expect, test } from '@jest/globals'
import type { CallRecord, EtradeCall } from '../../../../infra/etrade/client/call.ts'
import type { EtradeClient } from '../../../../infra/etrade/client/etrade-client.ts'
import { BrokerBreaker } from '../../../../infra/pacing/broker-breaker.ts'
import {
  BrokerRateLimitedError,
  BrokerRefusedError,
  BrokerUnauthorizedError,
  BrokerUnreachableError,
} from '../../../../shared/domain/errors.ts'
import { Secret } from '../../../../shared/ports/secrets.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { HandClock } from '../../../support/hand-clock.ts'
import { ProgrammedBudget } from '../../../support/programmed-budget.ts'
import { baseString, headerParameters, signature } from '../../../support/rfc5849.ts'
import {
  CONSUMER,
  clientOf,
  NOW,
  OneTokenVault,
  type Reply,
  type ScriptedBroker,
  scriptedBroker,
  TOKEN,
} from '../../../support/scripted-broker.ts'

const BALANCE: EtradeCall = { operation: 'accounts/balance', module: 'accounts', path: 'accounts/k/balance' }
const FINE: Reply = { body: { fine: true } }

let broker: ScriptedBroker
let client: EtradeClient

const toClose: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const close of toClose.splice(0)) await close()
})

type Script = Parameters<typeof scriptedBroker>[0]

async function open(script: Script, options: Parameters<typeof clientOf>[1] = {}): Promise<void> {
  broker = await scriptedBroker(script)
  client = clientOf(broker, options)
  toClose.push(client.close.bind(client), broker.close)
}

function oauthProblem(problem: string): Reply {
  return { status: 401, body: { Error: { message: `oauth_problem=${problem}` } } }
}

function nonces(): readonly (string | undefined)[] {
  return broker.received.map(({ authorization }) => headerParameters(authorization).get('oauth_nonce'))
}

describe('a read', () => {
  test('asks for JSON by suffix and header and is signed over the path as it is sent', async () => {
    await open([FINE])
    await client.read({ ...BALANCE, path: 'market/quote/AAPL,BRK.B', query: { detailFlag: 'ALL' } })
    const { target, authorization } = broker.received[0] as (typeof broker.received)[number]
    expect(target).toBe('/v1/market/quote/AAPL,BRK.B.json?detailFlag=ALL')
    const { oauth_signature: signed, ...own } = Object.fromEntries(headerParameters(authorization))
    const uri = `${broker.baseUrl}/v1/market/quote/AAPL,BRK.B.json`
    const base = baseString('GET', uri, [...Object.entries(own), ['detailFlag', 'ALL']])
    const secrets = { consumer: CONSUMER.secret.reveal(), token: TOKEN.secret.reveal() }
    expect(signed).toBe(signature(base, secrets))
    expect(own['oauth_token']).toBe(TOKEN.token.reveal())
  })

  test('answers 204 with nothing', async () => {
    await open([{ status: 204 }])
    expect(await client.read(BALANCE)).toEqual({ body: undefined, calls: 1 })
  })

  test('does not take an empty 200 for nothing', async () => {
    await open([{ status: 200 }])
    await expect(client.read(BALANCE)).rejects.toThrow('gave no readable answer: status 200')
  })

  test.each<[string, Reply]>([
    ['status 500', { status: 500, body: { Error: { code: 100, message: 'not available' } } }],
    ['status 503 as a page', { status: 503, type: 'text/html', body: '<html>busy</html>' }],
    ['status 429', { status: 429, body: 'slow down' }],
    ['a broken connection', 'drop'],
  ])('is repeated after %s, each time with a fresh nonce', async (_name, reply) => {
    const pauses: number[] = []
    await open([reply, reply, reply, FINE], { pauses })
    expect(await client.read(BALANCE)).toEqual({ body: { fine: true }, calls: 4 })
    expect(pauses).toEqual([500, 1000, 2000])
    expect(new Set(nonces()).size).toBe(4)
  })

  test('is given up after three repetitions', async () => {
    await open(['drop'])
    await expect(client.read(BALANCE)).rejects.toBeInstanceOf(BrokerUnreachableError)
    expect(broker.received).toHaveLength(4)
  })

  test('is given up when no answer comes in time', async () => {
    await open(['stall'], { timeouts: { readMs: 30, orderMs: 30 } })
    await expect(client.read(BALANCE)).rejects.toThrow(
      'accounts/balance gave no answer: no answer within 30 ms',
    )
  })

  test('is not repeated after a refusal', async () => {
    await open([{ status: 400, body: { Error: { code: 102, message: 'invalid account key' } } }])
    await expect(client.read(BALANCE)).rejects.toBeInstanceOf(BrokerRefusedError)
    expect(broker.received).toHaveLength(1)
  })

  test('is not repeated when the broker wants a pause', async () => {
    await open([
      { status: 400, body: { Error: { message: 'Number of requests exceeded the rate limit set' } } },
    ])
    await expect(client.read(BALANCE)).rejects.toBeInstanceOf(BrokerRateLimitedError)
    expect(broker.received).toHaveLength(1)
  })

  test('is signed again once when the nonce is said to be used or missing', async () => {
    for (const problem of ['nonce_used', 'parameter_absent']) {
      await open([oauthProblem(problem), FINE])
      expect((await client.read(BALANCE)).body).toEqual({ fine: true })
      expect(new Set(nonces()).size).toBe(2)
    }
    await open([oauthProblem('nonce_used')])
    await expect(client.read(BALANCE)).rejects.toThrow('nonce_used')
    expect(broker.received).toHaveLength(2)
  })

  test.each(['signature_invalid', 'consumer_key_rejected', 'timestamp_refused'])(
    'is not repeated after %s',
    async (problem) => {
      await open([oauthProblem(problem)])
      await expect(client.read(BALANCE)).rejects.toMatchObject({ name: 'BrokerUnauthorizedError', problem })
      expect(broker.received).toHaveLength(1)
    },
  )

  test('fails without a call when nobody has signed in', async () => {
    const tokens = new OneTokenVault()
    tokens.token = undefined
    await open([FINE], { tokens })
    await expect(client.read(BALANCE)).rejects.toThrow('nobody has signed in')
    expect(broker.received).toHaveLength(0)
  })
})

describe('a sleeping token', () => {
  const asleepUntilRenewed = (): Script => {
    let isAwake = false
    return ({ target }) => {
      if (target !== '/oauth/renew_access_token') return isAwake ? FINE : oauthProblem('token_expired')
      isAwake = true
      return { type: 'text/html', body: 'Access Token has been renewed' }
    }
  }

  function renewals(): number {
    return broker.received.filter(({ target }) => target === '/oauth/renew_access_token').length
  }

  test('is renewed once and the read repeated once', async () => {
    await open(asleepUntilRenewed())
    expect(await client.read(BALANCE)).toEqual({ body: { fine: true }, calls: 2 })
    expect(broker.received.map(({ target }) => target)).toEqual([
      '/v1/accounts/k/balance.json',
      '/oauth/renew_access_token',
      '/v1/accounts/k/balance.json',
    ])
  })

  test('is renewed once for all reads that found it asleep together', async () => {
    await open(asleepUntilRenewed())
    await Promise.all([1, 2, 3].map(() => client.read(BALANCE)))
    expect(renewals()).toBe(1)
  })

  test('that stays asleep is an error, not a loop', async () => {
    await open(({ target }) =>
      target === '/oauth/renew_access_token' ? { body: 'renewed' } : oauthProblem('token_expired'),
    )
    await expect(client.read(BALANCE)).rejects.toBeInstanceOf(BrokerUnauthorizedError)
    expect(broker.received).toHaveLength(3)
  })

  test('is not renewed for an order: the order is not accepted', async () => {
    await open(asleepUntilRenewed())
    const answer = await client.sendOnce({ ...BALANCE, method: 'POST', purpose: 'entry', body: {} })
    expect(answer).toMatchObject({ kind: 'problem', problem: { oauthProblem: 'token_expired' } })
    expect(broker.received).toHaveLength(1)
  })
})

describe("the broker's clock", () => {
  const stamps = () =>
    broker.received.map(({ authorization }) => Number(headerParameters(authorization).get('oauth_timestamp')))
  const ahead = (milliseconds: number) => (NOW + milliseconds) as EpochMs

  test('is unknown until an answer is stamped', async () => {
    await open([FINE, { ...FINE, date: ahead(5_000) }])
    await client.read(BALANCE)
    expect(client.clockOffsetMs).toBeUndefined()
    await client.read(BALANCE)
    expect(client.clockOffsetMs).toBe(5_500)
  })

  test.each([
    [29_000, 0],
    [30_000, 30.5],
    [-31_000, -30.5],
  ])('stamped %d ms from ours moves the next signature by %d s', async (aheadMs, seconds) => {
    await open([{ ...FINE, date: ahead(aheadMs) }])
    await client.read(BALANCE)
    await client.read(BALANCE)
    expect(stamps()).toEqual([NOW / 1_000, Math.floor(NOW / 1_000 + seconds)])
  })

  test('is taken from a refused time stamp, whatever was known before, and the read is signed again once', async () => {
    const before = Array.from({ length: 9 }, () => ({ ...FINE, date: NOW }))
    const refusal: Reply = { ...(oauthProblem('timestamp_refused') as object), date: ahead(600_000) }
    await open([...before, refusal, FINE])
    for (const _ of before) await client.read(BALANCE)
    expect(await client.read(BALANCE)).toEqual({ body: { fine: true }, calls: 2 })
    expect(stamps().slice(-2)).toEqual([NOW / 1_000, Math.floor(NOW / 1_000 + 600.5)])
  })

  test('that refuses us twice is an error after two calls', async () => {
    await open([{ ...(oauthProblem('timestamp_refused') as object), date: ahead(600_000) }])
    await expect(client.read(BALANCE)).rejects.toMatchObject({ problem: 'timestamp_refused' })
    expect(broker.received).toHaveLength(2)
  })

  test('is set by a refused order, which is not sent again', async () => {
    await open([{ ...(oauthProblem('timestamp_refused') as object), date: ahead(600_000) }, FINE])
    await client.sendOnce({ ...BALANCE, method: 'POST', purpose: 'entry', body: {} })
    expect(broker.received).toHaveLength(1)
    await client.read(BALANCE)
    expect(stamps()[1]).toBe(Math.floor(NOW / 1_000 + 600.5))
  })
})

test('a rejected token gives way to the newer sign-in of another instance', async () => {
  const newer = { ...TOKEN, token: new Secret('newer/token+5==') }
  const tokens = new OneTokenVault()
  tokens.invalidate = () => {
    tokens.token = newer
  }
  const isNewer = (authorization: string) =>
    headerParameters(authorization).get('oauth_token') === newer.token.reveal()
  await open(({ authorization }) => (isNewer(authorization) ? FINE : oauthProblem('token_rejected')), {
    tokens,
  })
  expect((await client.read(BALANCE)).calls).toBe(2)
})

test('a rejected token without a newer sign-in is an error after one call', async () => {
  await open([oauthProblem('token_rejected')])
  await expect(client.read(BALANCE)).rejects.toMatchObject({ problem: 'token_rejected' })
  expect(broker.received).toHaveLength(1)
})

describe('an order call', () => {
  test.each<[string, Reply]>([
    ['silence', 'stall'],
    ['a broken connection', 'drop'],
    ['status 500', { status: 500 }],
    ['status 503', { status: 503, body: 'busy' }],
    ['a used nonce', oauthProblem('nonce_used')],
    ['an unreadable 200', { body: '{"PlaceOrder' }],
  ])('leaves exactly once, even after %s', async (_name, reply) => {
    await open([reply], { timeouts: { readMs: 50, orderMs: 50 } })
    const answer = await client.sendOnce({ ...BALANCE, method: 'POST', purpose: 'exit', body: { a: 1 } })
    expect(answer.kind).not.toBe('body')
    expect(broker.received).toHaveLength(1)
  })

  test('carries its body as JSON, outside the signature', async () => {
    await open([FINE])
    await client.sendOnce({
      ...BALANCE,
      method: 'PUT',
      purpose: 'cancel',
      body: { CancelOrderRequest: { orderId: 7 } },
    })
    const { method, target, contentType, body, authorization } = broker
      .received[0] as (typeof broker.received)[number]
    expect([method, contentType, body]).toEqual([
      'PUT',
      'application/json',
      '{"CancelOrderRequest":{"orderId":7}}',
    ])
    const { oauth_signature: signed, ...own } = Object.fromEntries(headerParameters(authorization))
    const base = baseString('PUT', `${broker.baseUrl}${target}`, Object.entries(own))
    expect(signed).toBe(signature(base, { consumer: CONSUMER.secret.reveal(), token: TOKEN.secret.reveal() }))
  })
})

describe('the call budget', () => {
  test('gives a permit for every attempt, and hears how the broker took it', async () => {
    const budget = new ProgrammedBudget()
    await open([{ status: 500 }, 'drop', FINE], { budget })
    await client.read({ ...BALANCE, module: 'market', symbols: 50 })
    const permit = { module: 'market', purpose: 'read', symbols: 50 }
    expect(budget.taken).toEqual([permit, permit, permit])
    expect(budget.reports).toEqual(['market accepted', 'market accepted'])
  })

  test.each<[string, Reply]>([
    ['its words', { status: 400, type: 'text/html', body: 'Number of requests exceeded the rate limit set' }],
    ['status 429', { status: 429, body: 'slow down' }],
  ])('hears of the limit answer by %s', async (_name, reply) => {
    const budget = new ProgrammedBudget()
    await open([reply], { budget })
    await expect(client.read(BALANCE)).rejects.toBeInstanceOf(BrokerRateLimitedError)
    expect(new Set(budget.reports)).toEqual(new Set(['accounts limited']))
  })

  test('keeps a call that gets no permit from leaving', async () => {
    const budget = new ProgrammedBudget()
    budget.onTake = ({ module }) => {
      throw new BrokerRateLimitedError(module, 'enough for now')
    }
    await open([FINE], { budget })
    await expect(client.read(BALANCE)).rejects.toThrow('enough for now')
    const cancel = { ...BALANCE, method: 'PUT', purpose: 'cancel', body: {} } as const
    await expect(client.sendOnce(cancel)).rejects.toThrow('enough for now')
    expect(broker.received).toHaveLength(0)
  })
})

describe('a broker that does not answer', () => {
  const preview = { ...BALANCE, method: 'POST', purpose: 'entry', body: {}, mayRest: true } as const
  const place = { ...BALANCE, method: 'POST', purpose: 'entry', body: {} } as const
  let clock: HandClock

  async function openBreaker(script: Script, failures = 5): Promise<BrokerBreaker> {
    clock = new HandClock(NOW)
    const breaker = new BrokerBreaker({ clock })
    await open(script, { clock, breaker })
    for (let failure = 1; failure <= failures; failure += 1) breaker.report('failed')
    return breaker
  }

  test('is left alone after five reads that failed with all their repetitions', async () => {
    const breaker = await openBreaker([{ status: 503 }], 0)
    for (let read = 1; read <= 5; read += 1) {
      expect(breaker.state.kind).toBe('closed')
      await expect(client.read(BALANCE)).rejects.toBeInstanceOf(BrokerUnreachableError)
    }
    expect(breaker.state.kind).toBe('open')
    await expect(client.read(BALANCE)).rejects.toThrow('next try at 09:37:00 ET')
    expect(broker.received).toHaveLength(5 * 4)
  })

  test('gets no read and no preview of an entry', async () => {
    await openBreaker([FINE])
    await expect(client.read(BALANCE)).rejects.toBeInstanceOf(BrokerUnreachableError)
    await expect(client.sendOnce(preview)).rejects.toBeInstanceOf(BrokerUnreachableError)
    expect(broker.received).toHaveLength(0)
  })

  test.each(['entry', 'exit', 'cancel'] as const)('gets a decided %s all the same', async (purpose) => {
    const breaker = await openBreaker([FINE])
    expect((await client.sendOnce({ ...place, purpose })).kind).toBe('body')
    expect(breaker.state.kind).toBe('closed')
  })

  test('is asked by one call after a minute, and by all once that is answered', async () => {
    const breaker = await openBreaker([FINE])
    clock.advance(60_000)
    const reads = await Promise.allSettled([client.read(BALANCE), client.read(BALANCE)])
    expect(reads.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(breaker.state.kind).toBe('closed')
  })

  test.each<[string, Reply]>([
    ['a refusal', { status: 400, body: { Error: { code: 102, message: 'invalid account key' } } }],
    ['a rejected token', oauthProblem('token_rejected')],
    ['an empty list', { status: 204 }],
  ])('is not what %s means', async (_name, reply) => {
    const breaker = await openBreaker([reply], 4)
    await client.read(BALANCE).catch(() => {})
    expect(breaker.state).toEqual({ kind: 'closed', failures: 0 })
  })

  test('is not what its limit answer means, nor that it is fine', async () => {
    const breaker = await openBreaker(
      [{ status: 400, body: { Error: { message: 'Number of requests exceeded the rate limit set' } } }],
      4,
    )
    await expect(client.read(BALANCE)).rejects.toBeInstanceOf(BrokerRateLimitedError)
    expect(breaker.state).toEqual({ kind: 'closed', failures: 4 })
  })

  test('counts with every order call that it leaves unanswered', async () => {
    const breaker = await openBreaker([{ status: 500 }], 4)
    await client.sendOnce(place)
    expect(breaker.state.kind).toBe('open')
  })
})

test('every exchange is reported, the repeated ones too, without address or body', async () => {
  const calls: CallRecord[] = []
  await open([{ status: 500 }, 'drop', FINE], { onCall: (call) => calls.push(call) })
  await client.read({ ...BALANCE, symbols: 2 })
  const common = { operation: 'accounts/balance', module: 'accounts', method: 'GET', symbols: 2 }
  expect(calls.map(({ durationMs: _durationMs, ...call }) => call)).toEqual([
    { ...common, httpStatus: 500 },
    common,
    { ...common, httpStatus: 200 },
  ])
  expect(calls.every(({ durationMs }) => durationMs >= 0)).toBe(true)
})

test('only a call that the broker accepted counts as use of the token', async () => {
  await open([oauthProblem('signature_invalid'), FINE])
  await expect(client.read(BALANCE)).rejects.toThrow()
  expect(client.lastAcceptedAt).toBeUndefined()
  await client.read(BALANCE)
  expect(client.lastAcceptedAt).toBe(NOW)
})
