import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { freshId } from '../../../functions/api/session-token.ts'
import { sha256 } from '../../../infra/digest/sha256.ts'
import { sessionAnswer, signedOutAnswer } from '../../../shared/api/answers/session-answers.ts'
import { Secret } from '../../../shared/ports/secrets.ts'
import { HOUR_MS, MINUTE_MS } from '../../../shared/time/instant.ts'
import { type ApiBench, apiBench, problemIn, type WireAnswer } from '../../support/api-bench.ts'

let bench: ApiBench

beforeEach(async () => {
  bench = await apiBench()
})
afterEach(async () => {
  bench.assertNothingTold()
  await bench.close()
})

const signIn = (token: string) => bench.call('POST', '/sign-in', { body: JSON.stringify({ token }) })
const session = (token: string) => bench.call('GET', '/session', { token })

/** The cookie of an answer, and what the browser is told of it. */
function cookieIn({ headers }: WireAnswer) {
  const [pair = '', ...attributes] = (headers['set-cookie']?.[0] ?? '').split('; ')
  const [name, value = ''] = pair.split('=')
  return { name, value, attributes: attributes.sort() }
}

describe('a sign-in link', () => {
  test('gives a session that only this site gets, for twelve hours', async () => {
    const answer = await signIn(await bench.link())
    const { until } = sessionAnswer.parse(JSON.parse(answer.text))
    expect(Date.parse(until)).toBe(bench.cycle.clock.now() + 12 * HOUR_MS)
    const { name, value, attributes } = cookieIn(answer)
    expect(name).toBe('__session')
    expect(attributes).toEqual(['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Strict', 'Secure'])
    const asked = await bench.call('GET', '/session', { headers: { Cookie: `other=1; __session=${value}` } })
    expect(sessionAnswer.parse(JSON.parse(asked.text))).toEqual({ signedIn: true, until })
    expect(asked.headers['set-cookie']).toBeUndefined()
  })

  test('works once', async () => {
    const token = await bench.link()
    expect(await signIn(token)).toMatchObject({ status: 200 })
    const again = await signIn(token)
    expect(problemIn(again, 403).detail).toMatch(/unknown, was used, or is too old/)
    expect(again.headers['set-cookie']).toBeUndefined()
  })

  test.each([
    ['a millisecond before its ten minutes are over', -1, 200],
    ['not when they are over', 0, 403],
    ['nor a millisecond later', 1, 403],
  ])('works %s', async (_, late, status) => {
    const token = await bench.link()
    bench.cycle.clock.advance(10 * MINUTE_MS + late)
    expect(await signIn(token)).toMatchObject({ status })
  })

  test('is good for one of those who use it at the same time', async () => {
    const token = await bench.link()
    const answers = await Promise.all(Array.from({ length: 8 }, () => signIn(token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(403)])
  })

  test('is not made up', async () => {
    problemIn(await signIn(freshId()), 403)
    problemIn(await signIn('x'), 400)
    problemIn(await signIn('x'.repeat(101)), 400)
    problemIn(await signIn('../../engine/state-of-everything'), 403)
  })
})

describe('a session', () => {
  test('ends when its owner signs out, and for no other session', async () => {
    const [mine, other] = [await bench.signedIn(), await bench.signedIn()]
    const answer = await bench.call('POST', '/sign-out', { token: mine })
    expect(signedOutAnswer.parse(JSON.parse(answer.text))).toEqual({ signedIn: false })
    expect(cookieIn(answer)).toMatchObject({ name: '__session', value: '' })
    expect(cookieIn(answer).attributes).toEqual(expect.arrayContaining(['Max-Age=0', 'HttpOnly', 'Secure']))
    expect(problemIn(await session(mine), 401).detail).toMatch(/^this session is over/)
    expect(await session(other)).toMatchObject({ status: 200 })
  })

  test.each([
    [-1, 200],
    [0, 401],
    [1, 401],
  ])('of twelve hours and %i ms is answered with %i', async (late, status) => {
    const token = await bench.signedIn()
    bench.cycle.clock.advance(12 * HOUR_MS + late)
    expect(await session(token)).toMatchObject({ status })
  })

  test('is kept as a digest alone, as is a link', async () => {
    const link = await bench.link()
    const { value } = cookieIn(await signIn(await bench.link()))
    const [id = ''] = value.split('.')
    const keptIn = (collection: string) => bench.cycle.store.query({ collection })
    const kept = [...(await keptIn('sessions')), ...(await keptIn('links'))]
    expect(kept.map(({ path }) => path)).toEqual([`sessions/${sha256(id)}`, `links/${sha256(link)}`])
    const text = JSON.stringify(kept)
    for (const secret of [id, value, link]) expect(text).not.toContain(secret)
  })

  test('is not believed when another key has signed it', async () => {
    const token = await bench.signedIn()
    bench.signingKey = new Secret(freshId())
    expect(problemIn(await session(token), 401).detail).toMatch(/^this session was not made here/)
  })

  test('can’t be had nor used while the key is missing, and that is said', async () => {
    const [token, link] = [await bench.signedIn(), await bench.link()]
    const key = bench.signingKey
    bench.signingKey = undefined
    for (const answer of [await session(token), await signIn(link)])
      expect(problemIn(answer, 503).detail).toMatch(/session-signing-key is missing/)
    bench.signingKey = key
    expect(await signIn(link)).toMatchObject({ status: 200 })
  })

  test('of a program that sends its token in a wrong way is told how', async () => {
    const token = await bench.signedIn()
    for (const Authorization of [token, `Basic ${token}`, 'Bearer', `Bearer ${token} x`]) {
      const refused = await bench.call('GET', '/session', { headers: { Authorization } })
      expect(problemIn(refused, 401).detail).toMatch(/must read "Bearer TOKEN"/)
    }
  })
})
