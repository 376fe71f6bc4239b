import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { DocumentPath, Store, Write } from '../../../shared/ports/store.ts'

const COLLECTION = 'simulator-nonces'
/** Keeps a commit small after a long break; the rest goes with the next requests. */
const REMOVALS_A_COMMIT_MAX = 20

const nonceSchema = z.strictObject({ timestampSeconds: z.int() })

/** One use of a nonce; the broker wants it unique among the requests of one timestamp. */
export interface NonceUse {
  readonly nonce: string
  readonly timestampSeconds: number
}

/**
 * The nonces that could still be replayed. They are forgotten by the clock that judges timestamps, not by the
 * store's expiry, because the store may live on the market's clock.
 */
export class NonceBook {
  readonly #store: Store
  readonly #timestampOf: Map<DocumentPath, number>

  private constructor(store: Store, timestampOf: Map<DocumentPath, number>) {
    this.#store = store
    this.#timestampOf = timestampOf
  }

  static async open(store: Store): Promise<NonceBook> {
    const known = await store.query({ collection: COLLECTION })
    return new NonceBook(
      store,
      new Map(known.map(({ path, value }) => [path, nonceSchema.parse(value).timestampSeconds])),
    )
  }

  /** Commits the writes together with the nonce; `false`, and nothing written, when the nonce was used before. */
  async spend(use: NonceUse, oldestAcceptedSeconds: number, writes: readonly Write[]): Promise<boolean> {
    const path = pathOf(use)
    const outdated = this.#outdated(oldestAcceptedSeconds)
    const result = await this.#store.commit([
      { kind: 'create', path, value: { timestampSeconds: use.timestampSeconds } },
      ...outdated.map((old): Write => ({ kind: 'delete', path: old })),
      ...writes,
    ])
    if (!result.ok && result.path === path) return false
    if (!result.ok) throw new Error(`${result.path} changed outside this simulator: ${result.conflict}`)

    for (const old of outdated) this.#timestampOf.delete(old)
    this.#timestampOf.set(path, use.timestampSeconds)
    return true
  }

  #outdated(oldestAcceptedSeconds: number): readonly DocumentPath[] {
    return [...this.#timestampOf]
      .filter(([, timestampSeconds]) => timestampSeconds < oldestAcceptedSeconds)
      .slice(0, REMOVALS_A_COMMIT_MAX)
      .map(([path]) => path)
  }
}

function pathOf({ nonce, timestampSeconds }: NonceUse): DocumentPath {
  return `${COLLECTION}/${createHash('sha256').update(`${timestampSeconds}:${nonce}`).digest('hex')}`
}
