import { beforeEach, describe, expect, test } from '@jest/globals'
import { MemoryStore } from '../../../../infra/store/memory-store.ts'
import { OAuthServer } from '../../../../local/simulator/oauth/oauth-server.ts'
import { exchangeInstant, parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../shared/time/instant.ts'
import { VirtualClock } from '../../../../shared/time/virtual-clock.ts'
import { authorizationHeader, oauthParameters } from './signer.ts'

const CONSUMER = { key: 'the-consumer', secret: 'never/shown+twice=' }
const HOST = '127.0.0.1:9100'
const TEN_O_CLOCK = exchangeInstant(parseExchangeDate('2022-03-15'), 600)
const MIDNIGHT = exchangeInstant(parseExchangeDate('2022-03-16'), 0)

let clock: VirtualClock
let store: MemoryStore
let server: OAuthServer

beforeEach(async () => {
  clock = new VirtualClock(TEN_O_CLOCK)
  store = new MemoryStore({ clock })
  server = await openServer()
})

describe('the sign-in', () => {
  test('leads from a request token over a verifier to an access token', async () => {
    const token = await signIn()
    expect(await server.authorise(request('/v1/accounts/list', { token }))).toMatchObject({ ok: true })
  })

  test('issues tokens that need encoding', async () => {
    const { token, secret } = await requestToken()
    for (const text of [token, secret]) expect(text).toMatch(/^(?=.*\/)(?=.*\+).*=$/)
  })

  test('shows the same verifier of 5 characters however often the page is opened', async () => {
    const { token } = await requestToken()
    const first = await approve(token)
    expect(first).toMatch(/^[A-Z2-9]{5}$/)
    expect(await approve(token)).toBe(first)
  })

  test('needs approval and the right verifier', async () => {
    const token = await requestToken()
    expect(await exchange(token, 'ABCDE')).toMatchObject({ problem: 'token_rejected' })
    await approve(token.token)
    expect(await exchange(token, 'wrong')).toMatchObject({ problem: 'token_rejected' })
  })

  test('uses a request token up', async () => {
    const token = await requestToken()
    const verifier = await approve(token.token)
    expect(await exchange(token, verifier)).toMatchObject({ ok: true })
    expect(await exchange(token, verifier)).toMatchObject({ problem: 'token_rejected' })
    expect(await server.approve({ consumerKey: CONSUMER.key, token: token.token })).toMatchObject({
      refused: 'unknown-token',
    })
  })

  test.each([
    [-1, { ok: true }],
    [0, { ok: false, problem: 'token_expired' }],
    [1, { ok: false, problem: 'token_expired' }],
  ])('must be completed within five minutes (%i ms beyond)', async (beyondMs, expected) => {
    const token = await requestToken()
    const verifier = await approve(token.token)
    clock.moveTo((TEN_O_CLOCK + 5 * MINUTE_MS + beyondMs) as EpochMs)
    expect(await exchange(token, verifier)).toMatchObject(expected)
  })

  test('is not approved for a strange consumer, a strange token or one past its five minutes', async () => {
    const { token } = await requestToken()
    const refusedFor = async (consumerKey: string, asked: string) =>
      server.approve({ consumerKey, token: asked })
    expect(await refusedFor('other', token)).toMatchObject({ refused: 'unknown-consumer' })
    expect(await refusedFor(CONSUMER.key, 'other')).toMatchObject({ refused: 'unknown-token' })
    clock.moveTo((TEN_O_CLOCK + 5 * MINUTE_MS) as EpochMs)
    expect(await refusedFor(CONSUMER.key, token)).toMatchObject({ refused: 'expired-token' })
  })

  test('clears away request tokens nobody used', async () => {
    await requestToken()
    clock.moveTo((TEN_O_CLOCK + HOUR_MS) as EpochMs)
    await requestToken()
    expect(await store.query({ collection: 'simulator-tokens' })).toHaveLength(1)
  })

  test('takes no other callback than oob', async () => {
    const answer = await server.requestToken(
      request('/oauth/request_token', { oauth: { oauth_callback: 'http://localhost/back' } }),
    )
    expect(answer).toEqual({
      ok: false,
      problem: 'callback_rejected',
      advice: 'oauth_acceptable_callback=oob',
    })
  })
})

describe('an access token', () => {
  test.each([
    [-1, { ok: true }],
    [0, { ok: false, problem: 'token_expired' }],
    [1, { ok: false, problem: 'token_expired' }],
  ])('sleeps after two hours without a call (%i ms beyond)', async (beyondMs, expected) => {
    const token = await signIn()
    clock.moveTo((TEN_O_CLOCK + 2 * HOUR_MS + beyondMs) as EpochMs)
    expect(await server.authorise(request('/v1/accounts/list', { token }))).toMatchObject(expected)
  })

  test('is kept awake by calls', async () => {
    const token = await signIn()
    for (let call = 1; call <= 4; call += 1) {
      clock.moveTo((clock.now() + 90 * MINUTE_MS) as EpochMs)
      expect(await server.authorise(request('/v1/accounts/list', { token }))).toMatchObject({ ok: true })
    }
  })

  test('is woken by a renewal', async () => {
    const token = await signIn()
    clock.moveTo((TEN_O_CLOCK + 3 * HOUR_MS) as EpochMs)
    expect(await server.renew(request('/oauth/renew_access_token', { token }))).toMatchObject({ ok: true })
    expect(await server.authorise(request('/v1/accounts/list', { token }))).toMatchObject({ ok: true })
  })

  test.each([
    [-1, { ok: true }],
    [0, { ok: false, problem: 'token_expired' }],
    [1, { ok: false, problem: 'token_expired' }],
  ])(
    'dies at midnight in New York and no renewal brings it back (%i ms beyond)',
    async (beyondMs, expected) => {
      const token = await signIn()
      clock.moveTo((MIDNIGHT + beyondMs) as EpochMs)
      expect(await server.renew(request('/oauth/renew_access_token', { token }))).toMatchObject(expected)
      expect(await server.authorise(request('/v1/accounts/list', { token }))).toMatchObject(expected)
    },
  )

  test('is unknown once revoked', async () => {
    const token = await signIn()
    expect(await server.revoke(request('/oauth/revoke_access_token', { token }))).toMatchObject({ ok: true })
    expect(await server.authorise(request('/v1/accounts/list', { token }))).toMatchObject({
      problem: 'token_rejected',
    })
  })

  test('stays revoked whatever calls were under way', async () => {
    const token = await signIn()
    const call = () => server.authorise(request('/v1/accounts/list', { token }))
    await Promise.all([call(), server.revoke(request('/oauth/revoke_access_token', { token })), call()])
    expect(await call()).toMatchObject({ problem: 'token_rejected' })
  })

  test('survives a restart, and so does its two-hour clock', async () => {
    const token = await signIn()
    server = await openServer()
    clock.moveTo((TEN_O_CLOCK + 2 * HOUR_MS - 1) as EpochMs)
    expect(await server.authorise(request('/v1/accounts/list', { token }))).toMatchObject({ ok: true })
    server = await openServer()
    clock.moveTo((clock.now() + 2 * HOUR_MS) as EpochMs)
    expect(await server.authorise(request('/v1/accounts/list', { token }))).toMatchObject({
      problem: 'token_expired',
    })
  })

  test('belongs to the consumer it was issued to', async () => {
    const token = await signIn()
    const other = { key: 'other', secret: 'other' }
    server = await openServer(other)
    expect(await server.authorise(request('/v1/accounts/list', { token, consumer: other }))).toMatchObject({
      problem: 'token_rejected',
    })
  })

  test('is not a request token, nor the other way round', async () => {
    const pending = await requestToken()
    expect(await server.authorise(request('/v1/accounts/list', { token: pending }))).toMatchObject({
      problem: 'token_rejected',
    })
    const token = await signIn()
    expect(await exchange(token, 'ABCDE')).toMatchObject({ problem: 'token_rejected' })
  })
})

describe('a signed request is refused', () => {
  test.each([
    ['oauth_consumer_key'],
    ['oauth_nonce'],
    ['oauth_signature_method'],
    ['oauth_timestamp'],
    ['oauth_token'],
  ])('without %s', async (name) => {
    const token = await signIn()
    const answer = await server.authorise(
      request('/v1/accounts/list', { token, oauth: { [name]: undefined } }),
    )
    expect(answer).toEqual({
      ok: false,
      problem: 'parameter_absent',
      advice: `oauth_parameters_absent=${name}`,
    })
  })

  test('without any OAuth parameter, naming them all', async () => {
    const answer = await server.authorise({ ...request('/v1/accounts/list'), authorization: undefined })
    expect(answer).toMatchObject({
      problem: 'parameter_absent',
      advice: expect.stringContaining('oauth_nonce&oauth_signature&'),
    })
  })

  test.each([
    ['oauth_consumer_key', 'stranger', 'consumer_key_rejected'],
    ['oauth_signature_method', 'PLAINTEXT', 'signature_method_rejected'],
    ['oauth_version', '2.0', 'version_rejected'],
    ['oauth_token', 'stranger', 'token_rejected'],
    ['oauth_timestamp', 'soon', 'timestamp_refused'],
  ])('when %s is "%s"', async (name, value, problem) => {
    const token = await signIn()
    const answer = await server.authorise(request('/v1/accounts/list', { token, oauth: { [name]: value } }))
    expect(answer).toMatchObject({ ok: false, problem })
  })

  test('when a secret is wrong', async () => {
    const token = await signIn()
    const wrongToken = request('/v1/accounts/list', { token: { ...token, secret: 'wrong' } })
    const wrongConsumer = request('/v1/accounts/list', {
      token,
      consumer: { ...CONSUMER, secret: 'wrong' },
    })
    expect(await server.authorise(wrongToken)).toMatchObject({ problem: 'signature_invalid' })
    expect(await server.authorise(wrongConsumer)).toMatchObject({ problem: 'signature_invalid' })
  })

  test('when path, query or method are not the ones that were signed', async () => {
    const token = await signIn()
    const signed = request('/v1/market/quote/A,B?x=1', { token })
    for (const altered of [
      { ...signed, target: '/v1/market/quote/A%2CB?x=1' },
      { ...signed, target: '/v1/market/quote/A,B?x=2' },
      { ...signed, method: 'POST' },
    ])
      expect(await server.authorise(altered)).toMatchObject({ problem: 'signature_invalid' })
    expect(await server.authorise(signed)).toMatchObject({ ok: true })
  })

  test.each([
    [-301, false],
    [-300, true],
    [300, true],
    [301, false],
  ])('when its clock is more than five minutes off (%i s)', async (offsetSeconds, ok) => {
    const token = await signIn()
    const nowSeconds = clock.now() / SECOND_MS
    const answer = await server.authorise(
      request('/v1/accounts/list', { token, oauth: { oauth_timestamp: String(nowSeconds + offsetSeconds) } }),
    )
    expect(answer).toMatchObject(
      ok
        ? { ok }
        : {
            problem: 'timestamp_refused',
            advice: `oauth_acceptable_timestamps=${nowSeconds - 300}-${nowSeconds + 300}`,
          },
    )
  })

  test('when it is sent a second time, even after a restart', async () => {
    const token = await signIn()
    const call = request('/v1/accounts/list', { token })
    expect(await server.authorise(call)).toMatchObject({ ok: true })
    expect(await server.authorise(call)).toMatchObject({ problem: 'nonce_used' })
    server = await openServer()
    expect(await server.authorise(call)).toMatchObject({ problem: 'nonce_used' })
  })

  test('one of two when both are sent at once', async () => {
    const token = await signIn()
    const call = request('/v1/accounts/list', { token })
    const answers = await Promise.all([server.authorise(call), server.authorise(call)])
    expect(answers.map(({ ok }) => ok)).toEqual([true, false])
  })
})

test('a nonce may come again with another timestamp', async () => {
  const token = await signIn()
  const call = () =>
    server.authorise(request('/v1/accounts/list', { token, oauth: { oauth_nonce: 'again' } }))
  expect(await call()).toMatchObject({ ok: true })
  clock.moveTo((clock.now() + SECOND_MS) as EpochMs)
  expect(await call()).toMatchObject({ ok: true })
})

test('nonces too old to be replayed are forgotten', async () => {
  const token = await signIn()
  for (let call = 0; call < 30; call += 1) await server.authorise(request('/v1/accounts/list', { token }))
  clock.moveTo((clock.now() + 6 * MINUTE_MS) as EpochMs)
  for (let call = 0; call < 3; call += 1) await server.authorise(request('/v1/accounts/list', { token }))
  expect(await store.query({ collection: 'simulator-nonces' })).toHaveLength(3)
})

test('timestamps are judged by the OAuth clock while tokens live by the market clock', async () => {
  const machine = new VirtualClock((TEN_O_CLOCK + 1_000 * HOUR_MS) as EpochMs)
  server = await openServer(CONSUMER, machine)
  const token = await signIn(machine)
  expect(await server.authorise(request('/v1/accounts/list', { token }, machine))).toMatchObject({ ok: true })
  expect(await server.authorise(request('/v1/accounts/list', { token }))).toMatchObject({
    problem: 'timestamp_refused',
  })
})

interface Signing {
  readonly token?: { readonly token: string; readonly secret: string }
  readonly consumer?: typeof CONSUMER
  /** Parameters in place of the signer's own; `undefined` leaves one out. */
  readonly oauth?: Readonly<Record<string, string | undefined>>
}

function openServer(consumer = CONSUMER, oauthClock = clock): Promise<OAuthServer> {
  return OAuthServer.open({ consumer, store, clock, oauthClock, timestampWindowSeconds: 300 })
}

function request(target: string, signing: Signing = {}, machine = clock) {
  const { token, consumer = CONSUMER, oauth } = signing
  const party = { consumer, seconds: Math.floor(machine.now() / SECOND_MS), ...(token ? { token } : {}) }
  const parameters = oauthParameters(party, 'GET', `http://${HOST}${target}`, oauth)
  return { method: 'GET', host: HOST, target, authorization: authorizationHeader(parameters) }
}

async function requestToken(machine = clock) {
  const answer = await server.requestToken(
    request('/oauth/request_token', { oauth: { oauth_callback: 'oob' } }, machine),
  )
  if (!answer.ok) throw new Error(answer.problem)
  return answer.value
}

async function approve(token: string): Promise<string> {
  const answer = await server.approve({ consumerKey: CONSUMER.key, token })
  if (!answer.ok) throw new Error(answer.refused)
  return answer.verifier
}

function exchange(token: { token: string; secret: string }, verifier: string, machine = clock) {
  return server.accessToken(
    request('/oauth/access_token', { token, oauth: { oauth_verifier: verifier } }, machine),
  )
}

async function signIn(machine = clock) {
  const token = await requestToken(machine)
  const answer = await exchange(token, await approve(token.token), machine)
  if (!answer.ok) throw new Error(answer.problem)
  return answer.value
}
