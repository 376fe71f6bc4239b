import { describe, expect, test } from '@jest/globals'
import { renew } from '../../../shared/cycles/renew.ts'
import { BrokerUnauthorizedError, BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { DAY_MS, type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { type CycleBench, cycleBench, triggerAt } from '../../support/cycle-bench.ts'

const DATE = parseExchangeDate('2026-03-03')
const NOON = exchangeInstant(DATE, 720)

/** A bench at noon whose token was issued at 08:00 and last used so long ago. */
function signedIn(silentMs: number, now: EpochMs = NOON): CycleBench {
  const bench = cycleBench({ now })
  bench.session.current = { issuedAt: exchangeInstant(DATE, 480), lastUsedAt: (now - silentMs) as EpochMs }
  return bench
}

const run = (bench: CycleBench) => renew(bench.world, triggerAt(bench.clock.now(), 'token-renewal'))

describe('without a working token', () => {
  test('nobody has signed in: the owner is told and the broker is not asked', async () => {
    const bench = cycleBench({ now: NOON })
    bench.session.current = undefined
    expect(await run(bench)).toMatchObject({ token: 'NOT_FOUND', action: 'none' })
    expect(bench.headlines()).toEqual(['TOKEN EXPIRED'])
    expect(bench.session.calls).toEqual([])
  })

  test('a token of yesterday is not renewed', async () => {
    const bench = cycleBench({ now: exchangeInstant(DATE, 1) })
    const yesterday = (exchangeInstant(DATE, 0) - 1) as EpochMs
    bench.session.current = { issuedAt: yesterday, lastUsedAt: yesterday }
    expect(await run(bench)).toMatchObject({ token: 'EXPIRED', action: 'none' })
    expect(bench.headlines()).toEqual(['TOKEN EXPIRED'])
    expect(bench.session.calls).toEqual([])
  })

  test('the owner is told once a date', async () => {
    const bench = cycleBench({ now: NOON })
    bench.session.current = undefined
    await run(bench)
    bench.clock.advance(60 * MINUTE_MS)
    await run(bench)
    expect(bench.headlines()).toHaveLength(1)
    bench.clock.advance(DAY_MS)
    await run(bench)
    expect(bench.headlines()).toHaveLength(2)
  })
})

describe('keeping a token awake', () => {
  test.each([
    [59 * MINUTE_MS, 'none', []],
    [60 * MINUTE_MS - 1, 'none', []],
    [60 * MINUTE_MS, 'kept-alive', ['verify']],
    [110 * MINUTE_MS - 1, 'kept-alive', ['verify']],
    [110 * MINUTE_MS, 'renewed', ['renew', 'verify']],
  ])('silent for %d ms: %s', async (silentMs, action, calls) => {
    const bench = signedIn(silentMs)
    expect(await run(bench)).toMatchObject({ action })
    expect(bench.session.calls).toEqual(calls)
    expect(bench.headlines()).toEqual(action === 'renewed' ? ['TOKEN RENEWED'] : [])
  })

  test('a call that another instance made counts as use', async () => {
    const bench = signedIn(90 * MINUTE_MS)
    await bench.leave({ tokenUsedAt: (NOON - MINUTE_MS) as EpochMs })
    expect(await run(bench)).toMatchObject({ token: 'ACTIVE', action: 'none' })
  })

  test('a keep-alive is remembered for the other instances', async () => {
    const bench = signedIn(90 * MINUTE_MS)
    await run(bench)
    expect((await bench.stored()).tokenUsedAt).toBe(NOON)
  })

  test('in the last hour of the day it is kept awake all the same', async () => {
    const bench = signedIn(60 * MINUTE_MS, exchangeInstant(DATE, 23 * 60 + 30))
    expect(await run(bench)).toMatchObject({ token: 'EXPIRING_SOON', action: 'kept-alive' })
  })

  test('every renewal is told', async () => {
    const bench = signedIn(110 * MINUTE_MS)
    await run(bench)
    bench.clock.advance(110 * MINUTE_MS)
    await run(bench)
    expect(bench.headlines()).toEqual(['TOKEN RENEWED', 'TOKEN RENEWED'])
  })
})

describe('a broker that does not go along', () => {
  test('a rejected token is told once, and is not counted as used', async () => {
    const bench = signedIn(90 * MINUTE_MS)
    bench.session.onVerify = () => {
      throw new BrokerUnauthorizedError('accounts/list', 'token_rejected')
    }
    expect(await run(bench)).toMatchObject({ action: 'rejected' })
    bench.clock.advance(MINUTE_MS)
    expect(await run(bench)).toMatchObject({ action: 'rejected' })
    expect(bench.headlines()).toEqual(['TOKEN REJECTED'])
    expect((await bench.stored()).tokenUsedAt).toBeUndefined()
  })

  test('an outage is a failed run, not a rejected token', async () => {
    const bench = signedIn(120 * MINUTE_MS)
    bench.session.onRenew = () => {
      throw new BrokerUnreachableError('oauth/renew', 'no answer')
    }
    await expect(run(bench)).rejects.toThrow(BrokerUnreachableError)
    expect(bench.headlines()).toEqual(['TOKEN RENEWAL FAILED'])
  })
})
