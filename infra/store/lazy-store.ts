import type {
  CommitResult,
  DocumentPath,
  DocumentQuery,
  DocumentValue,
  Store,
  StoredDocument,
  Write,
} from '../../shared/ports/store.ts'
import { openedOnce } from '../lazy/opened-once.ts'

/** A store that is opened by the first read or write, so that a run that needs none does not load its client. */
export class LazyStore implements Store {
  readonly #opened: () => Promise<Store>
  #wasAsked = false

  constructor(open: () => Promise<Store>) {
    this.#opened = openedOnce(open)
  }

  async get<T extends DocumentValue>(path: DocumentPath): Promise<StoredDocument<T> | undefined> {
    return (await this.#store()).get<T>(path)
  }

  async getAll(paths: readonly DocumentPath[]): Promise<readonly (StoredDocument | undefined)[]> {
    return (await this.#store()).getAll(paths)
  }

  async query<T extends DocumentValue>(query: DocumentQuery): Promise<readonly StoredDocument<T>[]> {
    return (await this.#store()).query<T>(query)
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    return (await this.#store()).commit(writes)
  }

  async close(): Promise<void> {
    if (this.#wasAsked) await (await this.#store()).close()
  }

  #store(): Promise<Store> {
    this.#wasAsked = true
    return this.#opened()
  }
}
