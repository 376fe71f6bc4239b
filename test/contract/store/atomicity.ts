import { describe, expect, test } from '@jest/globals'
import type { DocumentPath, Store, Write } from '../../../shared/ports/store.ts'
import type { Bench } from './bench.ts'
import { written } from './written.ts'

/** A batch happens as a whole or not at all, for those who write and for those who read. */
export function atomicityTests({ store, tearsReads }: Bench): void {
  describe('batches', () => {
    test('answer the versions in the order of the writes, none for a delete', async () => {
      await written(store(), { kind: 'create', path: 'a/2', value: {} })
      const result = await store().commit([
        { kind: 'create', path: 'a/1', value: {} },
        { kind: 'delete', path: 'a/2' },
        { kind: 'set', path: 'a/3', value: {} },
      ])
      const [first, second, third] = await store().getAll(['a/1', 'a/2', 'a/3'])
      expect(second).toBeUndefined()
      expect(first?.version).toBeDefined()
      expect(result).toEqual({ ok: true, versions: [first?.version, undefined, third?.version] })
    })

    test.each([
      ['create', 'exists'],
      ['update', 'changed'],
      ['delete', 'changed'],
    ] as const)('write nothing when their last %s must not happen', async (kind, conflict) => {
      const stale = await written(store(), { kind: 'create', path: 'guard/1', value: { n: 1 } })
      await written(store(), { kind: 'set', path: 'guard/1', value: { n: 2 } })
      await written(store(), { kind: 'create', path: 'a/kept', value: { n: 1 } })
      const paths: readonly DocumentPath[] = ['guard/1', 'a/kept', 'a/new', 'b/new']
      const before = await store().getAll(paths)
      const result = await store().commit([
        { kind: 'delete', path: 'a/kept' },
        { kind: 'create', path: 'a/new', value: {} },
        { kind: 'set', path: 'b/new', value: {} },
        guardedWrite(kind, stale),
      ])
      expect(result).toEqual({ ok: false, conflict, path: 'guard/1' })
      expect(await store().getAll(paths)).toEqual(before)
    })

    test('name the first write that must not happen', async () => {
      const stale = await written(store(), { kind: 'create', path: 'a/1', value: {} })
      await written(store(), { kind: 'set', path: 'a/1', value: {} }, { kind: 'set', path: 'a/2', value: {} })
      const changed: Write = { kind: 'update', path: 'a/1', value: {}, ifVersion: stale }
      const exists: Write = { kind: 'create', path: 'a/2', value: {} }
      const missing: Write = { kind: 'update', path: 'a/3', value: {}, ifVersion: stale }
      const fine: Write = { kind: 'create', path: 'a/4', value: {} }
      const conflictOf = (...writes: readonly Write[]) => store().commit(writes)
      expect(await conflictOf(fine, changed, exists)).toEqual({ ok: false, conflict: 'changed', path: 'a/1' })
      expect(await conflictOf(exists, missing, changed)).toEqual({
        ok: false,
        conflict: 'exists',
        path: 'a/2',
      })
      expect(await conflictOf(missing, fine, exists)).toEqual({ ok: false, conflict: 'missing', path: 'a/3' })
    })

    test('are never seen half written', async () => {
      await written(store(), ...pair(0))
      const seen = await Promise.all([
        ...Array.from({ length: 20 }, (_, n) => written(store(), ...pair(n + 1)).then(() => [])),
        ...Array.from({ length: 20 }, () => numbersQueried(store())),
        ...Array.from({ length: tearsReads ? 0 : 20 }, () => numbersRead(store())),
      ])
      const observations = seen.filter((numbers) => numbers.length > 0)
      expect(observations).toHaveLength(tearsReads ? 20 : 40)
      for (const [left, right] of observations) expect(left).toBe(right)
    })

    test('of nothing, or with one document twice, throw', async () => {
      await expect(store().commit([])).rejects.toThrow('at least one write')
      await expect(
        store().commit([
          { kind: 'create', path: 'a/1', value: {} },
          { kind: 'delete', path: 'a/1' },
        ]),
      ).rejects.toThrow('a/1 is written twice')
      expect(await store().get('a/1')).toBeUndefined()
    })

    test('a batch with one bad value writes none of the others', async () => {
      const bad = store().commit([
        { kind: 'create', path: 'a/1', value: {} },
        { kind: 'create', path: 'a/2', value: { price: Number.NaN } },
      ])
      await expect(bad).rejects.toThrow('a/2')
      expect(await store().getAll(['a/1', 'a/2'])).toEqual([undefined, undefined])
    })
  })
}

function guardedWrite(
  kind: 'create' | 'update' | 'delete',
  stale: Awaited<ReturnType<typeof written>>,
): Write {
  if (kind === 'create') return { kind, path: 'guard/1', value: {} }
  if (kind === 'delete') return { kind, path: 'guard/1', ifVersion: stale }
  return { kind, path: 'guard/1', value: {}, ifVersion: stale }
}

function pair(n: number): readonly Write[] {
  return [
    { kind: 'set', path: 'pair/left', value: { n } },
    { kind: 'set', path: 'pair/right', value: { n } },
  ]
}

async function numbersRead(store: Store): Promise<readonly unknown[]> {
  const documents = await store.getAll(['pair/left', 'pair/right'])
  return documents.map((document) => document?.value['n'])
}

async function numbersQueried(store: Store): Promise<readonly unknown[]> {
  const documents = await store.query({ collection: 'pair' })
  return documents.map(({ value }) => value['n'])
}
