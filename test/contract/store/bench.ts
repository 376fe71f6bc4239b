import type { Store } from '../../../shared/ports/store.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'

/** What a test of the contract works with; the store is a fresh one for every test. */
export interface Bench {
  /** The documents of one `getAll` may be of different moments. */
  readonly tearsReads: boolean
  store(): Store
  now(): EpochMs
  advance(milliseconds: number): void
}
