import { expect, test } from '@jest/globals'
import { MemoryStore } from '../../../infra/store/memory-store.ts'
import { StoreUnavailableError } from '../../../shared/ports/store.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { storeContract } from '../../contract/store-contract.ts'

storeContract({
  name: 'the memory store',
  open: async (clock) => new MemoryStore({ clock }),
  randomHistories: 200,
})

test('a closed memory store answers nothing', async () => {
  const store = new MemoryStore({ clock: { now: () => 0 as EpochMs, sleep: async () => {} } })
  await store.close()
  await expect(store.get('a/1')).rejects.toThrow(StoreUnavailableError)
  await expect(store.query({ collection: 'a' })).rejects.toThrow(StoreUnavailableError)
  await expect(store.commit([{ kind: 'delete', path: 'a/1' }])).rejects.toThrow(StoreUnavailableError)
})
