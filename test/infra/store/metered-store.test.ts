import { expect, test } from '@jest/globals'
import { MemoryStore } from '../../../infra/store/memory-store.ts'
import { MeteredStore } from '../../../infra/store/metered-store.ts'
import { written } from '../../contract/store/written.ts'
import { storeContract } from '../../contract/store-contract.ts'
import { STANDING_CLOCK } from './standing-clock.ts'

storeContract({
  name: 'a metered store',
  open: async (clock) => new MeteredStore(new MemoryStore({ clock })),
  randomHistories: 20,
})

test('operations are counted as Firestore bills them, since they were last asked for', async () => {
  const store = new MeteredStore(new MemoryStore({ clock: STANDING_CLOCK }))
  const count = store.startCount()
  const create = { kind: 'create', value: { n: 1 } } as const
  await written(store, { ...create, path: 'a/1' }, { ...create, path: 'a/2' })
  await store.get('a/1')
  await store.getAll(['a/1', 'a/2', 'a/3', 'a/3'])
  await store.query({ collection: 'a' })
  await store.query({ collection: 'nothing' })
  await store.commit([{ kind: 'delete', path: 'a/1' }])
  await store.commit([{ ...create, path: 'a/2' }])
  const later = store.startCount()
  expect(count.take()).toEqual({ reads: 1 + 3 + 2 + 1, writes: 2, deletes: 1 })
  expect(count.take()).toEqual({ reads: 0, writes: 0, deletes: 0 })
  await store.get('a/2')
  expect([count.take().reads, later.take().reads]).toEqual([1, 1])
  await store.close()
})
