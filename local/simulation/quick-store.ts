import { selectDocuments } from '../../infra/store/memory-query.ts'
import { firstConflict } from '../../infra/store/precondition.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type {
  CommitResult,
  DocumentPath,
  DocumentQuery,
  DocumentValue,
  DocumentVersion,
  Store,
  StoredDocument,
  Write,
} from '../../shared/ports/store.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

interface Entry {
  readonly document: StoredDocument
  readonly expiresAt: EpochMs | undefined
}

/**
 * The memory store without its text: values are kept as they are, which nobody of this code changes, so that a simulated
 * world has more days in a second. Conditions, queries and expiry are those of the other adapters.
 */
export class QuickStore implements Store {
  readonly #clock: Clock
  readonly #collections = new Map<string, Map<DocumentPath, Entry>>()
  #commits = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  async get<T extends DocumentValue>(path: DocumentPath): Promise<StoredDocument<T> | undefined> {
    return this.#living(path) as StoredDocument<T> | undefined
  }

  async getAll(paths: readonly DocumentPath[]): Promise<readonly (StoredDocument | undefined)[]> {
    return paths.map((path) => this.#living(path))
  }

  async query<T extends DocumentValue>(query: DocumentQuery): Promise<readonly StoredDocument<T>[]> {
    const paths = [...(this.#collections.get(query.collection)?.keys() ?? [])]
    return selectDocuments(
      paths.flatMap((path) => this.#living(path) ?? []),
      query,
    ) as readonly StoredDocument<T>[]
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    const versions = writes.flatMap(({ path }) => {
      const version = this.#living(path)?.version
      return version === undefined ? [] : [[path, version] as const]
    })
    const conflict = firstConflict(writes, new Map(versions))
    if (conflict) return conflict
    this.#commits += 1
    const version = String(this.#commits) as DocumentVersion
    for (const write of writes) this.#apply(write, version)
    return { ok: true, versions: writes.map(({ kind }) => (kind === 'delete' ? undefined : version)) }
  }

  async close(): Promise<void> {}

  #living(path: DocumentPath): StoredDocument | undefined {
    const entry = this.#collectionOf(path).get(path)
    const expired = entry?.expiresAt !== undefined && entry.expiresAt <= this.#clock.now()
    return expired ? undefined : entry?.document
  }

  #collectionOf(path: DocumentPath): Map<DocumentPath, Entry> {
    const name = path.slice(0, path.indexOf('/'))
    const known = this.#collections.get(name)
    if (known) return known
    const collection = new Map<DocumentPath, Entry>()
    this.#collections.set(name, collection)
    return collection
  }

  #apply(write: Write, version: DocumentVersion): void {
    if (write.kind === 'delete') {
      this.#collectionOf(write.path).delete(write.path)
      return
    }
    const { path, value, expiresAt } = write
    this.#collectionOf(path).set(path, {
      document: { path, value, version, updatedAt: this.#clock.now() },
      expiresAt,
    })
  }
}
