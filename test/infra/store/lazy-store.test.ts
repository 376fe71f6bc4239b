import { expect, test } from '@jest/globals'
import { LazyStore } from '../../../infra/store/lazy-store.ts'
import { MemoryStore } from '../../../infra/store/memory-store.ts'
import { StoreUnavailableError } from '../../../shared/ports/store.ts'
import { storeContract } from '../../contract/store-contract.ts'
import { STANDING_CLOCK } from './standing-clock.ts'

storeContract({
  name: 'a lazy store',
  open: async (clock) => new LazyStore(async () => new MemoryStore({ clock })),
  randomHistories: 20,
})

test('it is opened by the first call and only once', async () => {
  let opened = 0
  const store = new LazyStore(async () => {
    opened += 1
    return new MemoryStore({ clock: STANDING_CLOCK })
  })
  expect(opened).toBe(0)
  await Promise.all([store.get('a/1'), store.query({ collection: 'a' })])
  expect(opened).toBe(1)
  await store.close()
})

test('an opening that failed is tried again by the next call', async () => {
  const openings = [
    () => Promise.reject(new StoreUnavailableError('no network')),
    async () => new MemoryStore({ clock: STANDING_CLOCK }),
  ]
  const store = new LazyStore(() => (openings.shift() as () => Promise<MemoryStore>)())
  await expect(store.get('a/1')).rejects.toThrow(StoreUnavailableError)
  expect(await store.get('a/1')).toBeUndefined()
})

test('closing a store that nobody asked opens none', async () => {
  const store = new LazyStore(() => Promise.reject(new Error('opened')))
  await expect(store.close()).resolves.toBeUndefined()
})
