import type {
  CommitResult,
  DocumentPath,
  DocumentQuery,
  DocumentValue,
  Store,
  StoredDocument,
  Write,
} from '../../shared/ports/store.ts'

/** What Firestore bills: documents read, written and deleted; a query that finds nothing is one read. */
export interface Operations {
  readonly reads: number
  readonly writes: number
  readonly deletes: number
}

const NO_OPERATIONS: Operations = { reads: 0, writes: 0, deletes: 0 }

/** A store that counts its operations as Firestore would bill them, whatever keeps the documents. */
export class MeteredStore implements Store {
  readonly #store: Store
  #operations = NO_OPERATIONS

  constructor(store: Store) {
    this.#store = store
  }

  /** Since the last time this was asked. */
  takeOperations(): Operations {
    const taken = this.#operations
    this.#operations = NO_OPERATIONS
    return taken
  }

  async get<T extends DocumentValue>(path: DocumentPath): Promise<StoredDocument<T> | undefined> {
    const document = await this.#store.get<T>(path)
    this.#count({ reads: 1 })
    return document
  }

  async getAll(paths: readonly DocumentPath[]): Promise<readonly (StoredDocument | undefined)[]> {
    const documents = await this.#store.getAll(paths)
    this.#count({ reads: new Set(paths).size })
    return documents
  }

  async query<T extends DocumentValue>(query: DocumentQuery): Promise<readonly StoredDocument<T>[]> {
    const documents = await this.#store.query<T>(query)
    this.#count({ reads: Math.max(1, documents.length) })
    return documents
  }

  /** A batch that did not happen is not billed. */
  async commit(writes: readonly Write[]): Promise<CommitResult> {
    const result = await this.#store.commit(writes)
    const deletes = writes.filter(({ kind }) => kind === 'delete').length
    if (result.ok) this.#count({ writes: writes.length - deletes, deletes })
    return result
  }

  close(): Promise<void> {
    return this.#store.close()
  }

  #count({ reads = 0, writes = 0, deletes = 0 }: Partial<Operations>): void {
    const before = this.#operations
    this.#operations = {
      reads: before.reads + reads,
      writes: before.writes + writes,
      deletes: before.deletes + deletes,
    }
  }
}
