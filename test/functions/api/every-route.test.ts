import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiRoute } from '../../../shared/api/api-route.ts'
import { apiRoutes } from '../../../shared/api/api-routes.ts'
import { type ApiBench, apiBench, problemIn } from '../../support/api-bench.ts'

interface Row {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly route: ApiRoute
}

const rows: readonly Row[] = Object.entries(apiRoutes as Readonly<Record<string, ApiRoute>>).map(
  ([name, route]) => ({
    name,
    method: route.method.toUpperCase(),
    path: route.path.replace(/:\w+/, 'an-id'),
    route,
  }),
)
const forTheOwner = rows.filter(({ route }) => route.access === 'owner')
const withBody = rows.filter(({ route }) => route.body !== undefined)
const withQuery = rows.filter(({ route }) => route.query !== undefined)

let bench: ApiBench
let token: string

beforeAll(async () => {
  bench = await apiBench({ config: { api: { requestsPerMinuteMax: 10_000 } } })
  token = await bench.signedIn()
})
afterAll(() => bench.close())

test('the API has the addresses of the specification, and only health and sign-in are open', () => {
  const addresses = rows.map(({ method, route }) => `${method} ${route.path}`)
  expect(addresses).toEqual(expect.arrayContaining(SPECIFIED))
  expect(rows.filter((row) => !forTheOwner.includes(row)).map(({ path }) => path)).toEqual([
    '/health',
    '/sign-in',
  ])
})

describe('who may ask', () => {
  test.each(forTheOwner)('$method $path is for who has signed in alone', async ({ method, path }) => {
    const nobody = await bench.call(method, path)
    expect(problemIn(nobody, 401).detail).toMatch(/^nobody is signed in; open a sign-in link/)
    expect(nobody.headers['www-authenticate']).toBe('Bearer')
  })

  test.each(forTheOwner)('$method $path takes no forged token', async ({ method, path }) => {
    const [id = ''] = token.split('.')
    const forged = `${id}.${'A'.repeat(43)}`
    problemIn(await bench.call(method, path, { token: forged }), 401)
    problemIn(await bench.call(method, path, { headers: { Cookie: `__session=${forged}` } }), 401)
  })

  test('no part of a token is one, nor more than a token', async () => {
    const [id = '', signature = ''] = token.split('.')
    const guesses = [id, signature, `${id}.`, `${'A'.repeat(43)}.${signature}`, `${token}A`, `${token}.`, 'x']
    for (const guess of guesses) problemIn(await bench.call('GET', '/session', { token: guess }), 401)
  })

  test.each(rows)('$method $path is not for pages of other sites', async ({ method, path }) => {
    for (const headers of [{ Origin: 'https://elsewhere.example' }, { 'Sec-Fetch-Site': 'cross-site' }])
      expect(problemIn(await bench.call(method, path, { headers, token }), 403).detail).toMatch(
        /another site/,
      )
  })

  test('a page without an address, at another port or under another name is another site', async () => {
    const foreign = [
      { Origin: 'null' },
      { Origin: bench.baseUrl.replace(/\d+$/, '1') },
      { Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'same-origin' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]
    for (const headers of foreign) problemIn(await bench.call('GET', '/session', { headers, token }), 403)
  })

  test('a page of our own and a program are let in', async () => {
    const { host } = new URL(bench.baseUrl)
    const ours = [
      {},
      { Origin: bench.baseUrl, 'Sec-Fetch-Site': 'same-origin' },
      { Origin: 'https://openbell.example', 'X-Forwarded-Host': 'openbell.example' },
      { 'Sec-Fetch-Site': 'none', Host: host },
    ]
    for (const headers of ours)
      expect(await bench.call('GET', '/session', { headers, token })).toMatchObject({ status: 200 })
  })
})

describe('how to ask', () => {
  test.each(rows)('$path names its methods to who uses another', async ({ path, route }) => {
    const allowed = rows.filter((row) => row.path === path).map(({ method }) => method)
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
      if (allowed.includes(method)) continue
      const refused = await bench.call(method, path, { token })
      expect([refused.headers.allow, problemIn(refused, 405).title]).toEqual([
        allowed.join(', '),
        'Method Not Allowed',
      ])
    }
    expect(allowed).toContain(route.method.toUpperCase())
  })

  test.each([
    '/',
    '/nothing',
    '/orders/',
    '/orders/an-id',
    '/decisions/a/b',
    '/HEALTH',
    '/.env',
    '/health/..%2f',
  ])('there is nothing at %s', async (path) => {
    for (const method of ['GET', 'POST']) problemIn(await bench.call(method, path, { token }), 404)
  })

  test.each(withBody)('$path takes whole JSON alone', async ({ method, path }) => {
    for (const body of ['{', "{'a':1}"])
      expect(problemIn(await bench.call(method, path, { token, body }), 400).detail).toMatch(
        /^the body is not JSON/,
      )
    for (const body of ['[]', '"text"', 'null'])
      expect(problemIn(await bench.call(method, path, { token, body }), 400).errors).toMatchObject([
        { field: 'body' },
      ])
  })

  test.each(withBody)('$path takes no body of another type', async ({ method, path }) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    problemIn(await bench.call(method, path, { token, body: 'a=1', headers }), 415)
  })

  test.each(['text/plain', 'multipart/form-data; boundary=x', 'application/xml', 'application/jsonp', ''])(
    'a body of the type "%s" is not looked at',
    async (type) => {
      const headers = { 'Content-Type': type }
      problemIn(await bench.call('POST', '/propose', { token, headers, body: '{"symbol":"AAPL"}' }), 415)
    },
  )

  test.each(withBody)('$path takes 64 KiB and not a byte more', async ({ method, path }) => {
    const filled = (bytes: number) => `{"filler":"${'x'.repeat(bytes - 13)}"}`
    problemIn(await bench.call(method, path, { token, body: filled(65_537) }), 413)
    problemIn(await bench.call(method, path, { token, body: filled(65_536) }), 400)
  })

  test.each(withBody)('$path names a field that it does not know', async ({ method, path, name }) => {
    const body = JSON.stringify({ ...SAMPLES[name], nonsense: 5 })
    const { errors, detail } = problemIn(await bench.call(method, path, { token, body }), 400)
    expect(errors).toEqual([
      { field: 'body.nonsense', seen: '5', allowed: 'nothing: there is no such field' },
    ])
    expect(detail).toBe('body.nonsense: nothing: there is no such field (was 5)')
  })

  test.each(withQuery)(
    '$path names a wrong and an unknown part of its query',
    async ({ method, path, route }) => {
      const [field = ''] = Object.keys(route.query?.shape ?? {})
      const { errors } = problemIn(await bench.call(method, `${path}?${field}=-1&nonsense=1`, { token }), 400)
      expect(errors?.map(({ field }) => field).sort()).toEqual([`query.${field}`, 'query.nonsense'].sort())
    },
  )
})

describe('how it is answered', () => {
  test('every answer is kept by nobody and looked at as what it is', async () => {
    for (const path of ['/health', '/session', '/positions', '/openapi.json', '/nothing']) {
      const { headers } = await bench.call('GET', path, { token })
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'x-correlation-id': expect.stringMatching(/^[0-9a-f]{32}$/),
      })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })

  test('the id of a refusal is found in the log, and a trace of the platform goes on', async () => {
    const { correlationId } = problemIn(await bench.call('GET', '/account'), 401)
    const trace = '0123456789abcdef0123456789abcdef'
    await bench.call('GET', '/health', { headers: { 'X-Cloud-Trace-Context': `${trace}/5;o=1` } })
    for (const [id, httpStatus] of [
      [correlationId, 401],
      [trace, 200],
    ] as const)
      expect(bench.lines).toContainEqual(expect.objectContaining({ correlationId: id, httpStatus }))
  })

  test('behind the hosting the addresses lie under /api', async () => {
    expect(await bench.call('GET', '/api/health')).toMatchObject({ status: 200 })
    problemIn(await bench.call('GET', '/api/apihealth'), 404)
  })

  test('a failure that nobody expected is told without its words, and is in the log', async () => {
    const { store } = bench.cycle.world
    const get = store.get
    store.get = () => Promise.reject(new Error('the inner words'))
    try {
      const { correlationId, detail } = problemIn(await bench.call('GET', '/session', { token }), 500)
      expect(detail).not.toMatch(/inner words/)
      const line = bench.lines.find((line) => line['correlationId'] === correlationId)
      expect(JSON.stringify(line)).toMatch(/inner words/)
    } finally {
      store.get = get
    }
  })
})

test('of all this no answer and no line of the log tells a secret or where the code lies', () => {
  expect(bench.answers.length).toBeGreaterThan(400)
  bench.assertNothingTold()
})

/** What each address takes, beside the field that is asked for. */
const SAMPLES: Readonly<Record<string, object>> = {
  signIn: { token: 'a-token-of-nobody-at-all' },
  propose: { symbol: 'AAPL' },
  validate: { ticker: 'AAPL', action: 'BUY', entryPrice: '10.00', stopPrice: '9.00' },
  placeOrder: { decisionId: 'an-id' },
  rewardBandit: { decisionId: 'an-id' },
  finishLogin: { code: 'ABCDE' },
}

/** Spec §16. */
const SPECIFIED = [
  ...['/health', '/readiness', '/scan', '/events/upcoming', '/account', '/positions', '/orders', '/trades'],
  ...['/decisions/:id', '/bandit/stats', '/bandit/logs', '/metrics', '/rate-limits', '/caches', '/token'],
]
  .map((path) => `GET ${path}`)
  .concat(
    [
      ...['/propose', '/validate', '/bandit/reward', '/orders', '/orders/:id/cancel', '/oauth/request-token'],
      ...[
        '/oauth/exchange',
        '/signal-scan',
        '/position-monitor',
        '/token-renewal',
        '/prepare-day',
        '/daily-report',
      ],
    ].map((path) => `POST ${path}`),
  )
