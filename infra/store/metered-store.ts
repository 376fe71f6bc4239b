import type { Operations, OperationsCount } from '../../shared/ports/operations-count.ts'
import type {
  CommitResult,
  DocumentPath,
  DocumentQuery,
  DocumentValue,
  Store,
  StoredDocument,
  Write,
} from '../../shared/ports/store.ts'

const NO_OPERATIONS: Operations = { reads: 0, writes: 0, deletes: 0 }

/** A store that counts its operations as Firestore would bill them, whatever keeps the documents. */
export class MeteredStore implements Store {
  readonly #store: Store
  readonly #counts: Count[] = []

  constructor(store: Store) {
    this.#store = store
  }

  /** A count of its own, from now on: what one asker takes is still there for another. */
  startCount(): OperationsCount {
    const count = new Count()
    this.#counts.push(count)
    return count
  }

  async get<T extends DocumentValue>(path: DocumentPath): Promise<StoredDocument<T> | undefined> {
    const document = await this.#store.get<T>(path)
    this.#add({ reads: 1 })
    return document
  }

  async getAll(paths: readonly DocumentPath[]): Promise<readonly (StoredDocument | undefined)[]> {
    const documents = await this.#store.getAll(paths)
    this.#add({ reads: new Set(paths).size })
    return documents
  }

  async query<T extends DocumentValue>(query: DocumentQuery): Promise<readonly StoredDocument<T>[]> {
    const documents = await this.#store.query<T>(query)
    this.#add({ reads: Math.max(1, documents.length) })
    return documents
  }

  /** A batch that did not happen is not billed. */
  async commit(writes: readonly Write[]): Promise<CommitResult> {
    const result = await this.#store.commit(writes)
    const deletes = writes.filter(({ kind }) => kind === 'delete').length
    if (result.ok) this.#add({ writes: writes.length - deletes, deletes })
    return result
  }

  close(): Promise<void> {
    return this.#store.close()
  }

  #add(operations: Partial<Operations>): void {
    for (const count of this.#counts) count.add(operations)
  }
}

class Count implements OperationsCount {
  #operations = NO_OPERATIONS

  add({ reads = 0, writes = 0, deletes = 0 }: Partial<Operations>): void {
    const before = this.#operations
    this.#operations = {
      reads: before.reads + reads,
      writes: before.writes + writes,
      deletes: before.deletes + deletes,
    }
  }

  take(): Operations {
    const taken = this.#operations
    this.#operations = NO_OPERATIONS
    return taken
  }
}
