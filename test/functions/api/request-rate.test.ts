import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { SECOND_MS } from '../../../shared/time/instant.ts'
import { type ApiBench, apiBench, problemIn } from '../../support/api-bench.ts'

let bench: ApiBench

beforeEach(async () => {
  bench = await apiBench()
})
afterEach(() => bench.close())

/** Asks so many times, one after the other, and counts the answers by status. */
async function ask(times: number, more: Parameters<ApiBench['call']>[2], path = '/session') {
  const counts: Record<number, number> = {}
  for (let time = 0; time < times; time += 1) {
    const { status } = await bench.call('GET', path, more)
    counts[status] = (counts[status] ?? 0) + 1
  }
  return counts
}

test('the 61st request of a minute waits for as long as it is told, and not longer', async () => {
  const token = await bench.signedIn()
  expect(await ask(30, { token })).toEqual({ 200: 30 })
  bench.cycle.clock.advance(20 * SECOND_MS)
  expect(await ask(30, { token })).toEqual({ 200: 30 })
  const refused = await bench.call('GET', '/session', { token })
  expect(problemIn(refused, 429).detail).toBe('more than 60 requests in a minute; ask again in 40 s')
  expect(refused.headers['retry-after']).toBe('40')
  bench.cycle.clock.advance(39 * SECOND_MS)
  expect(await ask(3, { token })).toEqual({ 429: 3 })
  bench.cycle.clock.advance(SECOND_MS)
  expect(await ask(31, { token })).toEqual({ 200: 30, 429: 1 })
})

test('each session, and each address that has none, is counted for itself', async () => {
  const [one, other] = [await bench.signedIn(), await bench.signedIn()]
  const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } })
  expect(await ask(61, { token: one })).toEqual({ 200: 60, 429: 1 })
  expect(await ask(1, { token: other })).toEqual({ 200: 1 })
  expect(await ask(61, from('192.0.2.1'), '/health')).toEqual({ 200: 60, 429: 1 })
  expect(await ask(1, from('192.0.2.2'), '/health')).toEqual({ 200: 1 })
})

test('who is not signed in can’t guess without end, nor by writing another address before their own', async () => {
  const counts: Record<number, number> = {}
  for (let guess = 0; guess < 65; guess += 1) {
    const { status } = await bench.call('POST', '/sign-in', {
      body: JSON.stringify({ token: `a-guess-of-a-sign-in-link-${guess}` }),
      headers: { 'X-Forwarded-For': `198.51.100.${guess}, 192.0.2.7` },
    })
    counts[status] = (counts[status] ?? 0) + 1
  }
  expect(counts).toEqual({ 403: 60, 429: 5 })
})
