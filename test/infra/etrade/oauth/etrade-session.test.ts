import { afterEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { etradeHosts } from '../../../../infra/etrade/hosts.ts'
import { EtradeSession } from '../../../../infra/etrade/oauth/etrade-session.ts'
import { BrokerUnauthorizedError, BrokerUnreachableError } from '../../../../shared/domain/errors.ts'
import { Secret } from '../../../../shared/ports/secrets.ts'
import { type EpochMs, HOUR_MS } from '../../../../shared/time/instant.ts'
import { headerParameters } from '../../../support/rfc5849.ts'
import {
  CONSUMER,
  clientOf,
  fixture,
  NOW,
  OneTokenVault,
  type Reply,
  type ScriptedBroker,
  scriptedBroker,
  TOKEN,
} from '../../../support/scripted-broker.ts'

const REQUEST_TOKEN = { token: new Secret('request/token+=='), secret: new Secret('request/secret+==') }
const TOKEN_TEXT = 'oauth_token=new%2Ftoken%2B1%3D&oauth_token_secret=new%2Fsecret%2B2%3D'

let broker: ScriptedBroker
let tokens: OneTokenVault
let now: EpochMs
let close: () => Promise<void>

afterEach(() => close())

async function open(script: readonly Reply[]): Promise<EtradeSession> {
  broker = await scriptedBroker(script)
  tokens = new OneTokenVault()
  now = NOW
  const clock = { now: () => now, sleep: async () => {} }
  const client = clientOf(broker, { tokens, clock })
  close = () => {
    client.close()
    return broker.close()
  }
  return new EtradeSession({ client, tokens, clock })
}

function sent(index = 0) {
  const request = broker.received[index]
  if (!request) throw new Error(`no request ${index} was received`)
  return { ...request, parameters: headerParameters(request.authorization) }
}

describe('signing in', () => {
  test('begins out of band and leads to an address with the token encoded', async () => {
    const session = await open([{ type: 'text/plain', body: `${TOKEN_TEXT}&oauth_callback_confirmed=true` }])
    const { authorizeUrl, requestToken } = await session.startLogin()
    const key = encodeURIComponent(CONSUMER.key.reveal())
    expect(authorizeUrl).toBe(`${broker.baseUrl}/e/t/etws/authorize?key=${key}&token=new%2Ftoken%2B1%3D`)
    expect(requestToken.token.reveal()).toBe('new/token+1=')
    expect(requestToken.secret.reveal()).toBe('new/secret+2=')
    expect([sent().method, sent().target]).toEqual(['GET', '/oauth/request_token'])
    expect(sent().parameters.get('oauth_callback')).toBe('oob')
    expect(sent().parameters.has('oauth_token')).toBe(false)
  })

  test('ends with the day’s token kept, issued now', async () => {
    const session = await open([{ type: 'text/plain', body: TOKEN_TEXT }])
    await session.finishLogin(REQUEST_TOKEN, ' 8Z4XQ ')
    expect(sent().target).toBe('/oauth/access_token')
    expect(sent().parameters.get('oauth_token')).toBe(REQUEST_TOKEN.token.reveal())
    expect(sent().parameters.get('oauth_verifier')).toBe('8Z4XQ')
    expect(tokens.token?.token.reveal()).toBe('new/token+1=')
    expect(tokens.token?.secret.reveal()).toBe('new/secret+2=')
    expect(tokens.token?.issuedAt).toBe(NOW)
  })

  test('decodes any token exactly once', async () => {
    const session = await open([])
    await fc.assert(
      fc.asyncProperty(
        fc.base64String({ minLength: 4 }),
        fc.base64String({ minLength: 4 }),
        async (token, secret) => {
          const body = new URLSearchParams({ oauth_token: token, oauth_token_secret: secret }).toString()
          const server = await scriptedBroker([{ body }])
          const client = clientOf(server, { tokens })
          const clock = { now: () => now, sleep: async () => {} }
          const { requestToken, authorizeUrl } = await new EtradeSession({
            client,
            tokens,
            clock,
          }).startLogin()
          client.close()
          await server.close()
          expect(requestToken.token.reveal()).toBe(token)
          expect(requestToken.secret.reveal()).toBe(secret)
          expect(new URL(authorizeUrl).searchParams.get('token')).toBe(token)
          expect(authorizeUrl).not.toMatch(/token=.*[+/=]/)
        },
      ),
      { numRuns: 20 },
    )
    expect(session).toBeDefined()
  })

  test.each(['', 'abc', '123456789', 'ab cd', '<html>'])(
    'a code such as "%s" is refused before any call',
    async (code) => {
      const session = await open([])
      await expect(session.finishLogin(REQUEST_TOKEN, code)).rejects.toThrow(
        "the code from the broker's page has 4-8 letters and digits",
      )
      expect(broker.received).toHaveLength(0)
    },
  )

  test('a code the broker does not accept keeps the old token', async () => {
    const page = '<html><body><h1>HTTP Status 401 - oauth_problem=token_rejected</h1></body></html>'
    const session = await open([{ status: 401, type: 'text/html', body: page }])
    await expect(session.finishLogin(REQUEST_TOKEN, '8Z4XQ')).rejects.toBeInstanceOf(BrokerUnauthorizedError)
    expect(tokens.token).toBe(TOKEN)
  })

  test('an answer without a token is an error that shows nothing of it', async () => {
    const session = await open([{ body: 'oauth_token=hush' }])
    await expect(session.startLogin()).rejects.toThrow(
      new BrokerUnreachableError(
        'oauth/request_token',
        'oauth/request_token answered without oauth_token_secret',
      ),
    )
  })
})

describe('the token', () => {
  test('is absent when nobody has signed in', async () => {
    const session = await open([])
    tokens.token = undefined
    expect(await session.token()).toBeUndefined()
  })

  test('counts its last use from calls that were accepted', async () => {
    const session = await open([{ body: fixture('sandbox-account-list') }])
    expect(await session.token()).toEqual({ issuedAt: NOW, lastUsedAt: undefined })
    now = (NOW + HOUR_MS) as EpochMs
    await session.verify()
    expect(await session.token()).toEqual({ issuedAt: NOW, lastUsedAt: now })
  })

  test('does not inherit the use of the one before', async () => {
    const session = await open([{ body: {} }, { body: TOKEN_TEXT }])
    await session.verify()
    now = (NOW + HOUR_MS) as EpochMs
    await session.finishLogin(REQUEST_TOKEN, '8Z4XQ')
    expect(await session.token()).toEqual({ issuedAt: now, lastUsedAt: undefined })
  })

  test('is woken by a signed call', async () => {
    const session = await open([{ type: 'text/html', body: 'Access Token has been renewed' }])
    await session.renew()
    expect(sent().target).toBe('/oauth/renew_access_token')
    expect(sent().parameters.get('oauth_token')).toBe(TOKEN.token.reveal())
    expect((await session.token())?.lastUsedAt).toBe(NOW)
  })

  test('that is dead cannot be woken', async () => {
    const session = await open([{ status: 401, body: 'oauth_problem=token_rejected' }])
    await expect(session.renew()).rejects.toMatchObject({ problem: 'token_rejected' })
  })

  test('is proved by the list of accounts', async () => {
    const session = await open([
      { status: 401, body: { Error: { message: 'oauth_problem=token_rejected' } } },
    ])
    await expect(session.verify()).rejects.toBeInstanceOf(BrokerUnauthorizedError)
    expect(sent().target).toBe('/v1/accounts/list.json')
  })

  test('is forgotten once the broker has revoked it, and kept when it has not', async () => {
    const session = await open([{ status: 503 }, { body: 'revoked' }])
    await expect(session.revoke()).rejects.toBeInstanceOf(BrokerUnreachableError)
    expect(tokens.token).toBe(TOKEN)
    await session.revoke()
    expect(sent(1).target).toBe('/oauth/revoke_access_token')
    expect(tokens.token).toBeUndefined()
  })
})

test('the sandbox has its own data but signs in at the production host', () => {
  expect(etradeHosts('sandbox')).toEqual({ ...etradeHosts('production'), data: 'https://apisb.etrade.com' })
  expect(etradeHosts('production').authorize).toBe('https://us.etrade.com')
  expect(etradeHosts({ simulator: 'http://127.0.0.1:9100/' }).data).toBe('http://127.0.0.1:9100')
})
