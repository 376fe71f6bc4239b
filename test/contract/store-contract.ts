import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Clock } from '../../shared/ports/clock.ts'
import {
  type DocumentPath,
  type DocumentVersion,
  MAX_DOCUMENT_BYTES,
  type Store,
  type StoredDocument,
  type Write,
} from '../../shared/ports/store.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

/** A clock that tests move by hand. */
export class HandClock implements Clock {
  time = 1_772_000_000_000 as EpochMs

  now(): EpochMs {
    return this.time
  }

  async sleep(milliseconds: number): Promise<void> {
    this.time = (this.time + milliseconds) as EpochMs
  }
}

/** Opens a new, empty store on this clock. */
export type OpenStore = (clock: HandClock) => Promise<Store>

/** What every store must do; each adapter passes this one suite. */
export function storeContract(name: string, open: OpenStore): void {
  async function withStore(work: (store: Store, clock: HandClock) => Promise<void>): Promise<void> {
    const clock = new HandClock()
    const store = await open(clock)
    try {
      await work(store, clock)
    } finally {
      await store.close()
    }
  }

  const storeTest = (statement: string, work: (store: Store, clock: HandClock) => Promise<void>) =>
    test(statement, () => withStore(work))

  describe(`${name} keeps the store's promises`, () => {
    storeTest('a document comes back as it went in, undefined fields dropped', async (store, clock) => {
      const value = { text: 'Ünïcödé 🔰', nested: { list: [1, null, true], gone: undefined }, zero: 0 }
      await committed(store, [{ kind: 'create', path: 'a/1', value }])
      const read = await store.get('a/1')
      expect(read?.value).toEqual({ text: 'Ünïcödé 🔰', nested: { list: [1, null, true] }, zero: 0 })
      expect(read?.updatedAt).toBe(clock.now())
      expect(Object.keys((read?.value['nested'] ?? {}) as object)).toEqual(['list'])
    })

    storeTest('what a caller does to a value later does not change the document', async (store) => {
      const value = { list: [1] }
      await committed(store, [{ kind: 'set', path: 'a/1', value }])
      value.list.push(2)
      const read = (await store.get<{ list: number[] }>('a/1'))!
      read.value.list.push(3)
      expect((await store.get('a/1'))?.value).toEqual({ list: [1] })
    })

    storeTest('of fifty creates at once exactly one wins', async (store) => {
      const attempts = Array.from({ length: 50 }, (_, index) =>
        store.commit([{ kind: 'create', path: 'a/1', value: { index } }]),
      )
      const results = await Promise.all(attempts)
      expect(results.filter(({ ok }) => ok)).toHaveLength(1)
      expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, conflict: 'exists', path: 'a/1' })
    })

    storeTest('compare-and-set loses no update among twenty writers', async (store) => {
      await committed(store, [{ kind: 'create', path: 'a/n', value: { n: 0 } }])
      const increment = async (): Promise<void> => {
        const { value, version } = (await store.get<{ n: number }>('a/n'))!
        const write: Write = { kind: 'update', path: 'a/n', value: { n: value.n + 1 }, ifVersion: version }
        if (!(await store.commit([write])).ok) await increment()
      }
      await Promise.all(Array.from({ length: 20 }, increment))
      expect((await store.get('a/n'))?.value).toEqual({ n: 20 })
    })

    storeTest('a stale version changes nothing', async (store) => {
      const first = await written(store, 'a/1', { n: 1 })
      await written(store, 'a/1', { n: 2 })
      for (const write of [
        { kind: 'update', path: 'a/1', value: { n: 3 }, ifVersion: first },
        { kind: 'delete', path: 'a/1', ifVersion: first },
      ] as const) {
        expect(await store.commit([write])).toEqual({ ok: false, conflict: 'changed', path: 'a/1' })
      }
      expect((await store.get('a/1'))?.value).toEqual({ n: 2 })
    })

    storeTest('a version is never used again, not even after delete and create', async (store) => {
      const seen = new Set<DocumentVersion>()
      for (let round = 0; round < 5; round += 1) {
        seen.add(await written(store, 'a/1', { round: 0 }))
        await committed(store, [{ kind: 'delete', path: 'a/1' }])
      }
      expect(seen.size).toBe(5)
    })

    storeTest('an update or a guarded delete of nothing is "missing"; an unguarded delete is fine', async (store) => {
      const version = await written(store, 'a/1', {})
      await committed(store, [{ kind: 'delete', path: 'a/1', ifVersion: version }])
      expect(await store.commit([{ kind: 'update', path: 'a/1', value: {}, ifVersion: version }])).toEqual({
        ok: false,
        conflict: 'missing',
        path: 'a/1',
      })
      expect(await store.commit([{ kind: 'delete', path: 'a/1', ifVersion: version }])).toMatchObject({ conflict: 'missing' })
      expect((await store.commit([{ kind: 'delete', path: 'a/1' }])).ok).toBe(true)
    })

    storeTest('a batch with one failing condition writes nothing and names the first that failed', async (store) => {
      await written(store, 'a/taken', {})
      const batch: Write[] = [
        { kind: 'set', path: 'a/new', value: {} },
        { kind: 'create', path: 'a/taken', value: {} },
        { kind: 'update', path: 'a/missing', value: {}, ifVersion: 'x' as DocumentVersion },
      ]
      expect(await store.commit(batch)).toEqual({ ok: false, conflict: 'exists', path: 'a/taken' })
      expect(await store.get('a/new')).toBeUndefined()
    })

    storeTest('a commit answers the new versions in the order of its writes', async (store) => {
      await written(store, 'a/old', {})
      const result = await store.commit([
        { kind: 'set', path: 'a/1', value: {} },
        { kind: 'delete', path: 'a/old' },
        { kind: 'create', path: 'a/2', value: {} },
      ])
      const [first, , second] = await store.getAll(['a/1', 'a/old', 'a/2'])
      expect(result).toEqual({ ok: true, versions: [first?.version, undefined, second?.version] })
    })

    storeTest('getAll answers in the order asked, with gaps, the same path twice', async (store) => {
      await written(store, 'a/2', { n: 2 })
      await written(store, 'a/1', { n: 1 })
      const read = await store.getAll(['a/1', 'a/none', 'a/2', 'a/1'])
      expect(read.map((document) => document?.value['n'])).toEqual([1, undefined, 2, 1])
      expect(await store.getAll([])).toEqual([])
    })

    describe('queries', () => {
      const fill = (store: Store) =>
        committed(store, [
          { kind: 'set', path: 'a/3', value: { date: '2026-03-02', n: 5, live: true } },
          { kind: 'set', path: 'a/1', value: { date: '2026-03-02', n: 7, live: false } },
          { kind: 'set', path: 'a/2', value: { date: '2026-03-03', n: 5, live: true } },
          { kind: 'set', path: 'a/4', value: { date: '2026-03-02', live: true } },
          { kind: 'set', path: 'ab/1', value: { date: '2026-03-02', n: 1 } },
        ])
      const paths = (documents: readonly StoredDocument[]) => documents.map(({ path }) => path)

      storeTest('a collection is read by path, and "ab" is not in "a"', async (store) => {
        await fill(store)
        expect(paths(await store.query({ collection: 'a' }))).toEqual(['a/1', 'a/2', 'a/3', 'a/4'])
        expect(await store.query({ collection: 'none' })).toEqual([])
      })

      storeTest('filters compare by type and value', async (store) => {
        await fill(store)
        expect(paths(await store.query({ collection: 'a', where: { date: '2026-03-02', live: true } }))).toEqual(['a/3', 'a/4'])
        expect(paths(await store.query({ collection: 'a', where: { n: 5 } }))).toEqual(['a/2', 'a/3'])
        expect(await store.query({ collection: 'a', where: { n: '5' } })).toEqual([])
        expect(await store.query({ collection: 'a', where: { live: 1 } })).toEqual([])
      })

      storeTest('an order leaves out what has no such field and settles ties by path', async (store) => {
        await fill(store)
        const ascending = { field: 'n', direction: 'ascending' } as const
        expect(paths(await store.query({ collection: 'a', orderBy: ascending }))).toEqual(['a/2', 'a/3', 'a/1'])
        const descending = { field: 'n', direction: 'descending' } as const
        expect(paths(await store.query({ collection: 'a', orderBy: descending, limit: 2 }))).toEqual(['a/1', 'a/2'])
      })

      test.each(['a b', "n' OR 1", '$.x', ''])('the field name "%s" is refused', async (field) => {
        await withStore(async (store) => {
          await expect(store.query({ collection: 'a', where: { [field]: 1 } })).rejects.toThrow(/field name/)
        })
      })
    })

    describe('expiry', () => {
      storeTest('a document is there a millisecond before its end and gone at it', async (store, clock) => {
        const expiresAt = (clock.now() + 1_000) as EpochMs
        await committed(store, [{ kind: 'create', path: 'a/1', value: {}, expiresAt }])
        clock.time = (expiresAt - 1) as EpochMs
        expect(await store.get('a/1')).toBeDefined()
        for (const moment of [expiresAt, expiresAt + 1]) {
          clock.time = moment as EpochMs
          expect(await store.get('a/1')).toBeUndefined()
          expect(await store.getAll(['a/1'])).toEqual([undefined])
          expect(await store.query({ collection: 'a' })).toEqual([])
        }
      })

      storeTest('an expired document can be created again and can’t be updated', async (store, clock) => {
        const expiresAt = (clock.now() + 1) as EpochMs
        const result = await store.commit([{ kind: 'create', path: 'a/1', value: {}, expiresAt }])
        clock.time = expiresAt
        const ifVersion = result.ok ? result.versions[0]! : ('' as DocumentVersion)
        expect(await store.commit([{ kind: 'update', path: 'a/1', value: {}, ifVersion }])).toMatchObject({ conflict: 'missing' })
        expect((await store.commit([{ kind: 'create', path: 'a/1', value: {} }])).ok).toBe(true)
      })
    })

    describe('broken calls throw and write nothing', () => {
      const set = (path: string, value: Record<string, unknown> = {}): Write => ({ kind: 'set', path: path as DocumentPath, value })

      test.each<[string, readonly Write[], RegExp]>([
        ['no write at all', [], /at least one write/],
        ['one path twice', [set('a/1'), set('a/1')], /a\/1 is written twice/],
        ['a path without an id', [set('a')], /not a document path/],
        ['a path that goes deeper', [set('a/b/c')], /not a document path/],
        ['NaN', [set('a/1', { n: Number.NaN })], /a\/1: field "n"/],
        ['infinity', [set('a/1', { n: Number.POSITIVE_INFINITY })], /a\/1: field "n"/],
        ['a function', [set('a/1', { f: () => 1 })], /a\/1: field "f"/],
        ['a bigint', [set('a/1', { b: 1n })], /a\/1: field "b"/],
        ['more than 1 MiB', [set('a/1', { text: 'x'.repeat(MAX_DOCUMENT_BYTES) })], /a\/1 is \d+ bytes/],
      ])('%s', async (_name, writes, message) => {
        await withStore(async (store) => {
          await expect(store.commit(writes)).rejects.toThrow(message)
          expect(await store.query({ collection: 'a' })).toEqual([])
        })
      })
    })

    test('any stream of batches leaves what a plain model of the rules leaves', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 25 }), (batches) =>
          withStore((store) => followModel(store, batches)),
        ),
        { numRuns: 60 },
      )
    })
  })
}

const step = fc.record({
  kind: fc.constantFrom('create', 'set', 'update', 'delete'),
  id: fc.integer({ min: 1, max: 4 }),
  n: fc.integer({ min: 0, max: 9 }),
  stale: fc.boolean(),
})

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function followModel(store: Store, batches: readonly (readonly Step[])[]): Promise<void> {
  const model = new Map<DocumentPath, { n: number; version: DocumentVersion }>()
  for (const batch of batches) {
    const steps = [...new Map(batch.map((each) => [each.id, each])).values()]
    const writes = steps.map((each) => writeFor(each, model))
    const broken = steps.some(({ kind, id, stale }) => {
      const exists = model.has(`a/${id}`)
      return (kind === 'create' && exists) || (kind === 'update' && (!exists || stale))
    })
    const result = await store.commit(writes)
    expect(result.ok).toBe(!broken)
    if (!result.ok) continue
    for (const [index, { kind, id, n }] of steps.entries()) {
      if (kind === 'delete') model.delete(`a/${id}`)
      else model.set(`a/${id}`, { n, version: result.versions[index]! })
    }
  }
  const left = await store.query({ collection: 'a' })
  const expected = [...model].sort(([first], [second]) => (first < second ? -1 : 1))
  expect(left.map(({ path, value, version }) => [path, { n: value['n'], version }])).toEqual(expected)
}

function writeFor({ kind, id, n, stale }: Step, model: ReadonlyMap<DocumentPath, { version: DocumentVersion }>): Write {
  const path: DocumentPath = `a/${id}`
  const ifVersion = (stale ? undefined : model.get(path)?.version) ?? ('stale' as DocumentVersion)
  if (kind === 'update') return { kind, path, value: { n }, ifVersion }
  return kind === 'delete' ? { kind, path } : { kind, path, value: { n } }
}

async function committed(store: Store, writes: readonly Write[]): Promise<void> {
  expect(await store.commit(writes)).toMatchObject({ ok: true })
}

async function written(store: Store, path: DocumentPath, value: Record<string, unknown>): Promise<DocumentVersion> {
  const result = await store.commit([{ kind: 'set', path, value }])
  if (!result.ok) throw new Error(`${path} was not written`)
  return result.versions[0]!
}
