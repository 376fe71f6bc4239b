import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type ApiBench, apiBench, problemIn } from '../../support/api-bench.ts'

let bench: ApiBench
let token: string

beforeEach(async () => {
  bench = await apiBench()
  token = await bench.signedIn()
})
afterEach(async () => {
  bench.assertNothingTold()
  await bench.close()
})

test.each([
  '//',
  '/api//',
  '/decisions/%ZZ',
  '/decisions/%ff',
  '/%',
  '/orders?limit=%ZZ',
  '/a\\b',
  '/health?%',
])('an address that is none is refused in words: %s', async (path) => {
  const answer = await bench.call('GET', path, { token })
  if (answer.status !== 200) expect([400, 404]).toContain(problemIn(answer).status)
})

test.each(['TRACE', 'PROPFIND', 'HEAD'])('the method %s does no harm', async (method) => {
  const { status } = await bench.call(method, '/signal-scan', { token })
  expect(status).toBe(405)
  expect((await bench.call('HEAD', '/health')).status).toBe(200)
})

test.each([
  ['an unknown character set', { 'Content-Type': 'text/plain; charset=klingon' }],
  ['an unknown character set of JSON', { 'Content-Type': 'application/json; charset=klingon' }],
  ['an unknown packing', { 'Content-Type': 'application/json', 'Content-Encoding': 'zstd-9' }],
  ['a packing that it has not', { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }],
  ['no type that can be read', { 'Content-Type': ';;;' }],
  ['a broken form', { 'Content-Type': 'application/x-www-form-urlencoded; charset=klingon' }],
])('a body with %s is refused in words', async (_, headers) => {
  const answer = await bench.call('POST', '/propose', { token, headers, body: '{"symbol":"aapl"}' })
  expect([400, 415]).toContain(problemIn(answer).status)
})

test('a name that every object has is an unknown field like any other', async () => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    const body = `{"symbol":"AAPL","${name}":{"polluted":1}}`
    const answer = await bench.call('POST', '/propose', { token, body })
    expect(problemIn(answer, 400).errors).toMatchObject([{ field: `body.${name}` }])
  }
  expect('polluted' in {}).toBe(false)
})

test('a body that is nested without end is refused, not followed', async () => {
  const depth = 30_000
  const body = `${'['.repeat(depth)}${']'.repeat(depth)}`
  problemIn(await bench.call('POST', '/propose', { token, body }), 400)
  const context = `{"decisionId":"none","context":${body}}`
  problemIn(await bench.call('POST', '/validate', { token, body: context }), 400)
})

test('what was sent for a secret is not repeated', async () => {
  const code = 'ABCDEFGHIJ'
  const { text } = await bench.call('POST', '/oauth/exchange', { token, body: JSON.stringify({ code }) })
  expect([text.includes(code), text.includes('not repeated here')]).toEqual([false, true])
})
