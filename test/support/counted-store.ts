import type { Store } from '../../shared/ports/store.ts'

/** A store that counts its round trips. */
export function countedStore(store: Store): Store & { readonly trips: string[] } {
  const trips: string[] = []
  const noted = <Answer>(trip: string, answer: Promise<Answer>): Promise<Answer> => {
    trips.push(trip)
    return answer
  }
  return {
    trips,
    get: (path) => noted(`get ${path}`, store.get(path)),
    getAll: (paths) => noted(`getAll ${paths.length}`, store.getAll(paths)),
    query: (query) => noted(`query ${query.collection}`, store.query(query)),
    commit: (writes) => noted(`commit ${writes.length}`, store.commit(writes)),
    close: () => store.close(),
  }
}
