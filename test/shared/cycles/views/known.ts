import { readTradingState } from '../../../../shared/cycles/open-tick.ts'
import type { Known } from '../../../../shared/cycles/questions/asked.ts'
import type { World } from '../../../../shared/cycles/world.ts'
import type { Store } from '../../../../shared/ports/store.ts'
import type { CycleBench } from '../../../support/cycle-bench.ts'

/** What a view is given of a bench; a view that writes fails. `more` stands in for ports of the bench's own. */
export async function known(bench: CycleBench, more: Partial<World> = {}): Promise<Known> {
  const world = { ...bench.world, store: readOnly(bench.store), ...more }
  return { world, state: await readTradingState(bench.world) }
}

function readOnly(store: Store): Store {
  return {
    get: (path) => store.get(path),
    getAll: (paths) => store.getAll(paths),
    query: (query) => store.query(query),
    commit: async ([write]) => {
      throw new Error(`a view wrote ${write?.path}`)
    },
    close: () => store.close(),
  }
}
