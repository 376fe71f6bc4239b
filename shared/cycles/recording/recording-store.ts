import type {
  CommitResult,
  DocumentPath,
  DocumentQuery,
  DocumentValue,
  Store,
  StoredDocument,
  Write,
} from '../../ports/store.ts'
import { SECOND_MS } from '../../time/instant.ts'
import { LEASE_PATH } from '../lease.ts'
import type { CallLog } from './call-log.ts'
import { isGiven } from './given-documents.ts'
import type { KeptDocuments } from './kept-documents.ts'
import { packError } from './kept-error.ts'
import type { Recording } from './recording.ts'
import type { RunOpening } from './run-opening.ts'

/** Two instances may differ so much about the time. */
const SKEW_MS = SECOND_MS

/** Keeps of each document that a run reads what the tapes before it do not tell. */
export class RecordingStore implements Store {
  readonly #store: Store
  readonly #log: CallLog
  readonly #opening: RunOpening
  readonly #kept: KeptDocuments

  constructor(store: Store, parts: Pick<Recording, 'log' | 'opening' | 'kept'>) {
    this.#store = store
    this.#log = parts.log
    this.#opening = parts.opening
    this.#kept = parts.kept
  }

  get<T extends DocumentValue>(path: DocumentPath): Promise<StoredDocument<T> | undefined> {
    return this.#read(
      [path],
      () => this.#store.get<T>(path),
      (document) => [document],
    )
  }

  getAll(paths: readonly DocumentPath[]): Promise<readonly (StoredDocument | undefined)[]> {
    return this.#read(
      paths,
      () => this.#store.getAll(paths),
      (documents) => documents,
    )
  }

  query<T extends DocumentValue>(query: DocumentQuery): Promise<readonly StoredDocument<T>[]> {
    return this.#log.call(
      `query ${JSON.stringify(query)}`,
      () => this.#store.query<T>(query),
      (documents) => documents.map((document) => ({ path: document.path, ...this.#news(document) })),
    )
  }

  commit(writes: readonly Write[]): Promise<CommitResult> {
    return this.#log.call(
      'commit',
      async () => {
        const result = await this.#store.commit(writes)
        if (result.ok) this.#opening.claimed()
        return result
      },
      (result) => (result.ok ? undefined : result),
    )
  }

  close(): Promise<void> {
    return this.#store.close()
  }

  async #read<T>(
    paths: readonly DocumentPath[],
    ask: () => Promise<T>,
    documentsOf: (answer: T) => readonly (StoredDocument | undefined)[],
  ): Promise<T> {
    try {
      const answer = await ask()
      const documents = documentsOf(answer)
      const lease = paths.indexOf(LEASE_PATH)
      if (lease >= 0) this.#opening.found(documents[lease]?.value)
      for (const [place, path] of paths.entries()) this.#note(path, documents[place])
      return answer
    } catch (error) {
      for (const path of paths) this.#log.keep(() => ({ key: `read ${path}`, error: packError(error) }))
      throw error
    }
  }

  #note(path: DocumentPath, document: StoredDocument | undefined): void {
    if (path.startsWith('limits/')) return
    this.#log.keep(() => ({ key: `read ${path}`, answer: document ? this.#news(document) : { value: null } }))
  }

  /** A document that a run on tape wrote is known from there. */
  #news(document: StoredDocument): { readonly value?: DocumentValue } {
    const { path, value, updatedAt } = document
    const { isFirst, tapedSince } = this.#opening
    if (path === LEASE_PATH) return { value }
    if (isGiven(path)) return {}
    if (isFirst) return { value }
    return updatedAt > tapedSince + SKEW_MS || this.#kept.holds(document, tapedSince) ? {} : { value }
  }
}
