import { describe, expect, test } from '@jest/globals'
import type { DocumentVersion, Store } from '../../../shared/ports/store.ts'
import type { Bench } from './bench.ts'
import { written } from './written.ts'

/** Which writes may happen, and what versions mean. */
export function conditionTests({ store, now, advance }: Bench): void {
  describe('conditions', () => {
    test('of fifty concurrent creates exactly one wins', async () => {
      const contenders = Array.from({ length: 50 }, (_, holder) =>
        store().commit([{ kind: 'create', path: 'control/lease', value: { holder } }]),
      )
      const results = await Promise.all(contenders)
      const winners = results.flatMap((result, holder) => (result.ok ? [holder] : []))
      expect(winners).toHaveLength(1)
      expect(results.filter(({ ok }) => !ok)).toEqual(
        Array(49).fill({ ok: false, conflict: 'exists', path: 'control/lease' }),
      )
      expect((await store().get('control/lease'))?.value).toEqual({ holder: winners[0] })
    })

    test('of fifty concurrent updates from one version exactly one wins', async () => {
      const ifVersion = await written(store(), { kind: 'create', path: 'a/1', value: { n: -1 } })
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          store().commit([{ kind: 'update', path: 'a/1', value: { n }, ifVersion }]),
        ),
      )
      const winners = results.flatMap(({ ok }, n) => (ok ? [n] : []))
      expect(winners).toHaveLength(1)
      expect((await store().get('a/1'))?.value).toEqual({ n: winners[0] })
    })

    test('an update or a delete from a stale version is a change by somebody else', async () => {
      const stale = await written(store(), { kind: 'create', path: 'a/1', value: { n: 1 } })
      const current = await written(store(), {
        kind: 'update',
        path: 'a/1',
        value: { n: 2 },
        ifVersion: stale,
      })
      const changed = { ok: false, conflict: 'changed', path: 'a/1' }
      expect(
        await store().commit([{ kind: 'update', path: 'a/1', value: { n: 3 }, ifVersion: stale }]),
      ).toEqual(changed)
      expect(await store().commit([{ kind: 'delete', path: 'a/1', ifVersion: stale }])).toEqual(changed)
      expect(await store().get('a/1')).toMatchObject({ value: { n: 2 }, version: current })
    })

    test('an update or a guarded delete of nothing is missing', async () => {
      const ifVersion = await written(store(), { kind: 'create', path: 'a/1', value: {} })
      await written(store(), { kind: 'delete', path: 'a/1', ifVersion })
      const missing = { ok: false, conflict: 'missing', path: 'a/1' }
      expect(await store().commit([{ kind: 'update', path: 'a/1', value: {}, ifVersion }])).toEqual(missing)
      expect(await store().commit([{ kind: 'delete', path: 'a/1', ifVersion }])).toEqual(missing)
    })

    test('a plain delete of nothing is fine', async () => {
      expect(await store().commit([{ kind: 'delete', path: 'a/1' }])).toEqual({
        ok: true,
        versions: [undefined],
      })
    })

    test('a set replaces what is there and creates what is not', async () => {
      await written(store(), { kind: 'set', path: 'a/1', value: { old: true } })
      await written(store(), { kind: 'set', path: 'a/1', value: { fresh: true } })
      expect((await store().get('a/1'))?.value).toEqual({ fresh: true })
    })

    test('every write gives a version that the document has never had', async () => {
      const seen = await versionsOfALife(store())
      expect(new Set(seen).size).toBe(seen.length)
    })

    test('a version from before a delete does not fit what was created after it', async () => {
      const before = await written(store(), { kind: 'create', path: 'a/1', value: { life: 1 } })
      await written(store(), { kind: 'delete', path: 'a/1' })
      await written(store(), { kind: 'create', path: 'a/1', value: { life: 2 } })
      expect(
        await store().commit([{ kind: 'update', path: 'a/1', value: { life: 1 }, ifVersion: before }]),
      ).toEqual({ ok: false, conflict: 'changed', path: 'a/1' })
    })

    test('a document tells its version and when it was written', async () => {
      await written(store(), { kind: 'create', path: 'a/1', value: { n: 1 } })
      advance(1_000)
      const version = await written(store(), { kind: 'set', path: 'a/1', value: { n: 2 } })
      const updatedAt = now()
      advance(1_000)
      expect(await store().get('a/1')).toEqual({ path: 'a/1', value: { n: 2 }, version, updatedAt })
    })
  })
}

async function versionsOfALife(store: Store): Promise<readonly DocumentVersion[]> {
  const created = await written(store, { kind: 'create', path: 'a/1', value: {} })
  const updated = await written(store, { kind: 'update', path: 'a/1', value: {}, ifVersion: created })
  const set = await written(store, { kind: 'set', path: 'a/1', value: {} })
  await written(store, { kind: 'delete', path: 'a/1' })
  const again = await written(store, { kind: 'create', path: 'a/1', value: {} })
  await written(store, { kind: 'delete', path: 'a/1', ifVersion: again })
  const setAgain = await written(store, { kind: 'set', path: 'a/1', value: {} })
  return [created, updated, set, again, setAgain]
}
