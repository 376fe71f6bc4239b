import { afterEach, beforeEach, describe } from '@jest/globals'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Store } from '../../shared/ports/store.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { HandClock } from '../support/hand-clock.ts'
import { atomicityTests } from './store/atomicity.ts'
import type { Bench } from './store/bench.ts'
import { conditionTests } from './store/conditions.ts'
import { expiryTests } from './store/expiry.ts'
import { modelTests } from './store/model.ts'
import { queryTests } from './store/queries.ts'
import { valueTests } from './store/values.ts'

/** How the suite gets at one adapter. */
export interface StoreAdapter {
  readonly name: string
  /** A store without any documents. */
  open(clock: Clock): Promise<Store>
  /** Random histories to try; fewer for an adapter behind a network. */
  readonly randomHistories: number
  /** It reads the documents of one `getAll` one after the other; a batch may then be seen half written. */
  readonly tearsReads?: boolean
}

/** The promise of the `Store` port as tests; every adapter passes all of them. */
export function storeContract(adapter: StoreAdapter): void {
  describe(`${adapter.name} keeps the promise of the store`, () => {
    const clock = new HandClock(Date.parse('2026-03-03T14:36:00Z') as EpochMs)
    let store: Store
    beforeEach(async () => {
      store = await adapter.open(clock)
    })
    afterEach(() => store.close())

    const bench: Bench = {
      tearsReads: adapter.tearsReads ?? false,
      store: () => store,
      now: () => clock.now(),
      advance: (milliseconds) => clock.advance(milliseconds),
    }
    conditionTests(bench)
    atomicityTests(bench)
    valueTests(bench)
    expiryTests(bench)
    queryTests(bench)
    modelTests(bench, adapter.randomHistories)
  })
}
