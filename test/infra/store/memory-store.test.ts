import { MemoryStore } from '../../../infra/store/memory-store.ts'
import { storeContract } from '../../contract/store-contract.ts'

storeContract('the memory store', async (clock) => new MemoryStore({ clock }))
