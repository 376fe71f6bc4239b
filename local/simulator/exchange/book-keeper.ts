import type { OrderId } from '../../../shared/domain/ids.ts'
import type { Money } from '../../../shared/domain/money.ts'
import type { DocumentVersion, Store, Write } from '../../../shared/ports/store.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { accountPath, accountValue, type BookOwner, orderAndPreviewWrites } from './book-writes.ts'
import type { Books, StoredPreview } from './books.ts'
import { accountDocumentSchema, orderDocumentSchema, previewDocumentSchema } from './documents.ts'
import type { ExchangeOrder } from './exchange-order.ts'

/** The books as the store has them. */
interface Kept {
  readonly books: Books
  /** Of the account document, which is part of every batch and so guards all of them. */
  readonly version: DocumentVersion
}

/** Keeps the books of one account durable: what `keep` has taken survives any crash. */
export class BookKeeper {
  readonly #store: Store
  readonly #owner: BookOwner
  #kept: Kept | undefined

  private constructor(store: Store, owner: BookOwner) {
    this.#store = store
    this.#owner = owner
  }

  /** Takes up the books of the account, or begins them when the store has none. */
  static async open(
    store: Store,
    account: BookOwner & { readonly startCash: Money },
    now: EpochMs,
  ): Promise<BookKeeper> {
    const keeper = new BookKeeper(store, { accountIdKey: account.accountIdKey })
    keeper.#kept = (await keeper.#load()) ?? (await keeper.#begin(newBooks(account.startCash, now)))
    return keeper
  }

  static async settledTo(store: Store, owner: BookOwner): Promise<EpochMs | undefined> {
    const stored = await store.get(accountPath(owner))
    return stored && accountDocumentSchema.parse(stored.value).settledTo
  }

  async books(): Promise<Books> {
    return (await this.#current()).books
  }

  /**
   * Writes what changed. Time that passed without a change needs no write: settling again leads to the same
   * books.
   */
  async keep(books: Books): Promise<void> {
    const { books: before, version } = await this.#current()
    const writes = orderAndPreviewWrites(before, books, this.#owner)
    // Until the store has answered nobody knows which books are durable; after a failure they are read again.
    this.#kept = undefined
    this.#kept = {
      books,
      version: writes.length === 0 ? version : await this.#update(books, version, writes),
    }
  }

  async #current(): Promise<Kept> {
    this.#kept ??= await this.#load()
    if (!this.#kept) throw new Error(`the store no longer has ${accountPath(this.#owner)}`)
    return this.#kept
  }

  async #begin(books: Books): Promise<Kept> {
    const value = accountValue(books, this.#owner)
    const version = await this.#commit([{ kind: 'create', path: accountPath(this.#owner), value }])
    return { books, version }
  }

  #update(books: Books, ifVersion: DocumentVersion, writes: readonly Write[]): Promise<DocumentVersion> {
    const value = accountValue(books, this.#owner)
    return this.#commit([{ kind: 'update', path: accountPath(this.#owner), value, ifVersion }, ...writes])
  }

  /** The account document comes first in every batch; its new version is the answer. */
  async #commit(writes: readonly Write[]): Promise<DocumentVersion> {
    const result = await this.#store.commit(writes)
    if (!result.ok) throw new Error(`${result.path} was changed by somebody else: ${result.conflict}`)
    return result.versions[0]!
  }

  async #load(): Promise<Kept | undefined> {
    const stored = await this.#store.get(accountPath(this.#owner))
    if (!stored) return undefined
    const { accountIdKey: _, ...account } = accountDocumentSchema.parse(stored.value)
    const books = { ...account, orders: await this.#loadOrders(), previews: await this.#loadPreviews() }
    return { books, version: stored.version }
  }

  async #loadOrders(): Promise<ReadonlyMap<OrderId, ExchangeOrder>> {
    const stored = await this.#store.query({
      collection: 'simulator-orders',
      where: { ...this.#owner },
      orderBy: { field: 'number', direction: 'ascending' },
    })
    const orders = stored.map(({ value }) => orderDocumentSchema.parse(value).order)
    return new Map(orders.map((order) => [order.orderId, order]))
  }

  async #loadPreviews(): Promise<ReadonlyMap<string, StoredPreview>> {
    const stored = await this.#store.query({ collection: 'simulator-previews', where: { ...this.#owner } })
    const previews = stored.map(({ value }) => previewDocumentSchema.parse(value).preview)
    return new Map(previews.map((preview) => [preview.previewId, preview]))
  }
}

function newBooks(startCash: Money, now: EpochMs): Books {
  return {
    account: { cash: startCash, unsettled: [], holdings: [] },
    orders: new Map(),
    previews: new Map(),
    settledTo: now,
    nextOrderNumber: 1,
    nextPreviewNumber: 1,
  }
}
