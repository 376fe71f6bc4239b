import { LEARNING_PATH } from '../../cycles/learning.ts'
import type { Trade } from '../../domain/trade.ts'
import type { Learning } from '../../ledger/learning.ts'
import type {
  CommitResult,
  DocumentPath,
  DocumentQuery,
  DocumentValue,
  DocumentVersion,
  Store,
  StoredDocument,
  Write,
} from '../../ports/store.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { Decided } from './decided.ts'

/** Nobody else writes, so that one version will do. */
const VERSION = 'run' as DocumentVersion

/** What the cycles of a day read back; the rest of what they write is of no use within a backtest. */
const READ_BACK = /^(engine|days)\//

/** The store of one day of a backtest: documents by reference, for one writer. */
export class RunStore implements Store {
  /** In the order in which they were closed. */
  readonly trades: Trade[] = []
  readonly decided: Decided[] = []
  readonly #documents = new Map<DocumentPath, DocumentValue>()

  constructor(learning: Learning | undefined) {
    if (learning) this.#documents.set(LEARNING_PATH, { ...learning })
  }

  async get<T extends DocumentValue>(path: DocumentPath): Promise<StoredDocument<T> | undefined> {
    const value = this.#documents.get(path)
    return value && { path, value: value as T, version: VERSION, updatedAt: 0 as EpochMs }
  }

  async getAll(paths: readonly DocumentPath[]): Promise<readonly (StoredDocument | undefined)[]> {
    return Promise.all(paths.map((path) => this.get(path)))
  }

  /** No cycle that a backtest runs asks for a collection. */
  async query<T extends DocumentValue>({ collection }: DocumentQuery): Promise<readonly StoredDocument<T>[]> {
    throw new RangeError(`a backtest keeps no collections, was asked for ${collection}`)
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    for (const write of writes) this.#apply(write)
    return { ok: true, versions: writes.map(({ kind }) => (kind === 'delete' ? undefined : VERSION)) }
  }

  async close(): Promise<void> {
    this.#documents.clear()
  }

  #apply(write: Write): void {
    const { path } = write
    if (write.kind === 'delete') this.#documents.delete(path)
    else if (path.startsWith('trades/')) this.#addTrade(write.value)
    else if (path.startsWith('decisions/')) this.#decide(path, write.value)
    else if (READ_BACK.test(path)) this.#documents.set(path, write.value)
  }

  #addTrade({ date: _, ...trade }: DocumentValue): void {
    this.trades.push(trade as unknown as Trade)
  }

  #decide(path: DocumentPath, value: DocumentValue): void {
    this.decided.push({ id: path.slice(path.indexOf('/') + 1), at: value['at'] as EpochMs, value })
  }
}
