import { describe, expect, test } from '@jest/globals'
import { beginSession, endSession, readSession } from '../../../../shared/cycles/sessions/session.ts'
import { offerSignIn, takeSignIn } from '../../../../shared/cycles/sessions/sign-in-link.ts'
import type { Store } from '../../../../shared/ports/store.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { cycleBench } from '../../../support/cycle-bench.ts'

const later = (from: EpochMs, milliseconds: number) => (from + milliseconds) as EpochMs

describe('a sign-in link', () => {
  test('is taken by one of two who have both seen it', async () => {
    const { world, clock } = cycleBench()
    await offerSignIn(world, { token: 'a-token', at: clock.now() })
    const racing = { ...world, store: whereBothSeeFirst(world.store) }
    const take = () => takeSignIn(racing, { token: 'a-token', at: clock.now() })
    expect((await Promise.all([take(), take()])).sort()).toEqual([false, true])
  })

  test('that came too late is gone all the same', async () => {
    const { world, clock, store } = cycleBench({ config: { api: { signInLinkMinutes: 1 } } })
    await offerSignIn(world, { token: 'a-token', at: clock.now() })
    expect(await store.query({ collection: 'links' })).toHaveLength(1)
    const at = later(clock.now(), MINUTE_MS)
    expect(await takeSignIn(world, { token: 'a-token', at })).toBe(false)
    expect(await store.query({ collection: 'links' })).toEqual([])
  })

  test('that is not random is never offered twice', async () => {
    const { world, clock } = cycleBench()
    const offer = () => offerSignIn(world, { token: 'a-token', at: clock.now() })
    await offer()
    await expect(offer()).rejects.toThrow('the token is not random')
  })

  test('is no session, and a session is no link', async () => {
    const { world, clock } = cycleBench()
    const at = clock.now()
    await offerSignIn(world, { token: 'one', at })
    await beginSession(world, { id: 'other', at })
    expect(await readSession(world, { id: 'one', at })).toBeUndefined()
    expect(await takeSignIn(world, { token: 'other', at })).toBe(false)
  })
})

describe('a session', () => {
  test('lasts as many hours as the configuration says', async () => {
    const { world, clock } = cycleBench({ config: { api: { sessionHours: 3 } } })
    const { until } = await beginSession(world, { id: 'an-id', at: clock.now() })
    expect(until).toBe(later(clock.now(), 3 * HOUR_MS))
    const read = (at: EpochMs) => readSession(world, { id: 'an-id', at })
    expect([await read(later(until, -1)), await read(until)]).toEqual([{ until }, undefined])
  })

  test('that has ended is over at once, and may be ended again', async () => {
    const { world, clock } = cycleBench()
    await beginSession(world, { id: 'an-id', at: clock.now() })
    await endSession(world, 'an-id')
    await endSession(world, 'an-id')
    expect(await readSession(world, { id: 'an-id', at: clock.now() })).toBeUndefined()
  })

  test('lasts its hours of people even where the simulated day lies years away', async () => {
    for (const years of [-20, 20]) {
      const { world, clock, store } = cycleBench()
      const at = later(clock.now(), years * 365 * 24 * HOUR_MS)
      await beginSession(world, { id: 'an-id', at })
      clock.advance(11 * HOUR_MS)
      expect(await store.query({ collection: 'sessions' })).toHaveLength(1)
      expect(await readSession(world, { id: 'an-id', at: later(at, 11 * HOUR_MS) })).toBeDefined()
    }
  })
})

/** A store that answers no reader before two have asked. */
function whereBothSeeFirst(store: Store): Store {
  const both = Promise.withResolvers<void>()
  let readers = 0
  return {
    get: async (path) => {
      const seen = await store.get<never>(path)
      readers += 1
      if (readers === 2) both.resolve()
      await both.promise
      return seen
    },
    getAll: (paths) => store.getAll(paths),
    query: (query) => store.query(query),
    commit: (writes) => store.commit(writes),
    close: () => store.close(),
  }
}
