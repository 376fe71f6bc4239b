import type { Clock } from '../../shared/ports/clock.ts'
import {
  type CommitResult,
  type DocumentPath,
  type DocumentQuery,
  type DocumentValue,
  type DocumentVersion,
  type Store,
  type StoredDocument,
  StoreUnavailableError,
  type Write,
} from '../../shared/ports/store.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { type CheckedWrite, checkedBatch } from './batch-rules.ts'
import { assertPath, collectionOf } from './document-path.ts'
import { selectDocuments } from './memory-query.ts'
import { firstConflict } from './precondition.ts'
import { assertQuery } from './query-rules.ts'

/** What is kept is text, so that no caller can alter it. */
interface Entry {
  readonly json: string
  readonly version: DocumentVersion
  readonly updatedAt: EpochMs
  readonly expiresAt: EpochMs | undefined
}

/** A store for backtests, simulations and tests: the same promises, except that it ends with its process. */
export class MemoryStore implements Store {
  readonly #clock: Clock
  readonly #entries = new Map<DocumentPath, Entry>()
  #commits = 0
  #closed = false

  constructor(at: { readonly clock: Clock }) {
    this.#clock = at.clock
  }

  async get<T extends DocumentValue>(path: DocumentPath): Promise<StoredDocument<T> | undefined> {
    const [document] = await this.getAll([path])
    return document as StoredDocument<T> | undefined
  }

  async getAll(paths: readonly DocumentPath[]): Promise<readonly (StoredDocument | undefined)[]> {
    for (const path of paths) assertPath(path)
    this.#assertOpen()
    return paths.map((path) => this.#read(path))
  }

  async query<T extends DocumentValue>(query: DocumentQuery): Promise<readonly StoredDocument<T>[]> {
    assertQuery(query)
    this.#assertOpen()
    const paths = [...this.#entries.keys()].filter((path) => collectionOf(path) === query.collection)
    const documents = paths.flatMap((path) => this.#read(path) ?? [])
    return selectDocuments(documents, query) as readonly StoredDocument<T>[]
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    const batch = checkedBatch(writes)
    this.#assertOpen()
    const conflict = firstConflict(batch, this.#versionsOf(batch))
    if (conflict) return conflict
    this.#commits += 1
    const version = String(this.#commits) as DocumentVersion
    for (const write of batch) this.#apply(write, version)
    return { ok: true, versions: batch.map(({ kind }) => (kind === 'delete' ? undefined : version)) }
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  #read(path: DocumentPath): StoredDocument | undefined {
    const entry = this.#living(path)
    if (!entry) return undefined
    return { path, value: JSON.parse(entry.json), version: entry.version, updatedAt: entry.updatedAt }
  }

  #living(path: DocumentPath): Entry | undefined {
    const entry = this.#entries.get(path)
    const expired = entry?.expiresAt !== undefined && entry.expiresAt <= this.#clock.now()
    return expired ? undefined : entry
  }

  #versionsOf(batch: readonly CheckedWrite[]): ReadonlyMap<DocumentPath, DocumentVersion> {
    const living = batch.map(({ path }) => [path, this.#living(path)?.version] as const)
    return new Map(living.flatMap(([path, version]) => (version === undefined ? [] : [[path, version]])))
  }

  #apply(write: CheckedWrite, version: DocumentVersion): void {
    if (write.kind === 'delete') {
      this.#entries.delete(write.path)
    } else {
      const { json, expiresAt } = write
      this.#entries.set(write.path, { json, version, updatedAt: this.#clock.now(), expiresAt })
    }
  }

  #assertOpen(): void {
    if (this.#closed) throw new StoreUnavailableError('the memory store was closed: open a new one')
  }
}
