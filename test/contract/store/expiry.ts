import { describe, expect, test } from '@jest/globals'
import type { Write } from '../../../shared/ports/store.ts'
import { type EpochMs, HOUR_MS } from '../../../shared/time/instant.ts'
import type { Bench } from './bench.ts'
import { written } from './written.ts'

/** An expired document reads as missing, from the millisecond of its expiry on. */
export function expiryTests({ store, now, advance }: Bench): void {
  const expiring = (fields: { readonly inMs: number; readonly n?: number }): Write => ({
    kind: 'set',
    path: 'cache/1',
    value: { n: fields.n ?? 1 },
    expiresAt: (now() + fields.inMs) as EpochMs,
  })
  const isThere = async () => {
    const [fromGet, [fromGetAll], fromQuery] = await Promise.all([
      store().get('cache/1'),
      store().getAll(['cache/1']),
      store().query({ collection: 'cache' }),
    ])
    return [fromGet !== undefined, fromGetAll !== undefined, fromQuery.length === 1]
  }

  describe('expiry', () => {
    test.each([
      [-1, true],
      [0, false],
      [1, false],
    ])('%i ms from its expiry a document is there: %j', async (offset, there) => {
      await written(store(), expiring({ inMs: HOUR_MS }))
      advance(HOUR_MS + offset)
      expect(await isThere()).toEqual([there, there, there])
    })

    test.each([
      [-1, { ok: false, conflict: 'exists', path: 'cache/1' }],
      [0, { ok: true }],
      [1, { ok: true }],
    ])('%i ms from its expiry a create over it answers %j', async (offset, answer) => {
      await written(store(), expiring({ inMs: HOUR_MS }))
      advance(HOUR_MS + offset)
      const result = await store().commit([{ kind: 'create', path: 'cache/1', value: { n: 2 } }])
      expect(result).toMatchObject(answer)
      expect((await store().get('cache/1'))?.value).toEqual({ n: result.ok ? 2 : 1 })
    })

    test('an expired document cannot be updated or deleted by its version', async () => {
      const ifVersion = await written(store(), expiring({ inMs: 1 }))
      advance(1)
      const missing = { ok: false, conflict: 'missing', path: 'cache/1' }
      expect(await store().commit([{ kind: 'update', path: 'cache/1', value: {}, ifVersion }])).toEqual(
        missing,
      )
      expect(await store().commit([{ kind: 'delete', path: 'cache/1', ifVersion }])).toEqual(missing)
      expect((await store().commit([{ kind: 'delete', path: 'cache/1' }])).ok).toBe(true)
    })

    test('a document that is written again without an expiry stays', async () => {
      await written(store(), expiring({ inMs: 1 }))
      await written(store(), { kind: 'set', path: 'cache/1', value: { n: 2 } })
      advance(HOUR_MS)
      expect(await isThere()).toEqual([true, true, true])
    })

    test('each write sets the expiry anew', async () => {
      await written(store(), expiring({ inMs: 10 }))
      await written(store(), expiring({ inMs: 20, n: 2 }))
      advance(10)
      expect((await store().get('cache/1'))?.value).toEqual({ n: 2 })
      advance(10)
      expect(await isThere()).toEqual([false, false, false])
    })

    test('a query does not count expired documents against its limit', async () => {
      await written(store(), expiring({ inMs: 1 }), { kind: 'set', path: 'cache/2', value: {} })
      advance(1)
      const documents = await store().query({ collection: 'cache', limit: 1 })
      expect(documents.map(({ path }) => path)).toEqual(['cache/2'])
    })
  })
}
