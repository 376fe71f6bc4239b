import {
  type CommitResult,
  type DocumentPath,
  type DocumentQuery,
  type DocumentValue,
  type Store,
  type StoredDocument,
  StoreUnavailableError,
  type Write,
} from '../../shared/ports/store.ts'
import type { Crossings, Instance } from './instance.ts'

/** Told of every batch that was written, at the moment of its effect. */
export type OnCommit = (instance: Instance, writes: readonly Write[]) => void

/** The store as one process of the simulated world reaches it. */
export class CrossingStore implements Store {
  readonly #instance: Instance
  readonly #crossings: Crossings
  readonly #store: Store
  readonly #onCommit: OnCommit

  constructor(parts: {
    readonly instance: Instance
    readonly crossings: Crossings
    readonly store: Store
    readonly onCommit: OnCommit
  }) {
    this.#instance = parts.instance
    this.#crossings = parts.crossings
    this.#store = parts.store
    this.#onCommit = parts.onCommit
  }

  get<T extends DocumentValue>(path: DocumentPath): Promise<StoredDocument<T> | undefined> {
    return this.#cross('store/get', () => this.#store.get<T>(path))
  }

  getAll(paths: readonly DocumentPath[]): Promise<readonly (StoredDocument | undefined)[]> {
    return this.#cross('store/get', () => this.#store.getAll(paths))
  }

  query<T extends DocumentValue>(query: DocumentQuery): Promise<readonly StoredDocument<T>[]> {
    return this.#cross('store/query', () => this.#store.query<T>(query))
  }

  commit(writes: readonly Write[]): Promise<CommitResult> {
    return this.#cross('store/commit', async () => {
      const result = await this.#store.commit(writes)
      if (result.ok) this.#onCommit(this.#instance, writes)
      return result
    })
  }

  async close(): Promise<void> {}

  #cross<T>(port: string, effect: () => Promise<T>): Promise<T> {
    const failure = () => new StoreUnavailableError(`${port} gave no answer`)
    return this.#crossings.cross(this.#instance, { port, effect, failure })
  }
}
