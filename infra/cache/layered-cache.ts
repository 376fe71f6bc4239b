import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { type CacheKind, cacheEnd } from '../../shared/caching/cache-life.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { type DocumentPath, type Store, StoreUnavailableError } from '../../shared/ports/store.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import type { CacheMeter } from '../metrics/meter.ts'

/** Which value is meant. */
export interface CacheSlot {
  readonly kind: CacheKind
  readonly key: string
}

/** A value as JSON in the store that instances share; the schema reads it back. */
export interface SharedSlot<T> extends CacheSlot {
  readonly schema: z.ZodType<T>
}

interface Kept {
  readonly value: unknown
  readonly until: EpochMs
}

/** The store behind the memory. */
interface SharedStore {
  readonly store: Store
  /** Told once when the store can't be asked, and again only after it has answered in between. */
  readonly onDown: (problem: string) => void
}

export interface LayeredCacheParts {
  readonly clock: Clock
  readonly meter: CacheMeter
  /** Behind the memory, for all instances; without it every instance remembers for itself. */
  readonly shared?: SharedStore
}

/** Above this many values the oldest are forgotten first. */
const VALUES_KEPT_MAX = 2_000

/**
 * Remembers answers for as long as their kind may be old. Memory is asked first, then the store; readers who want
 * the same value at the same time share one call. A store that is down only costs calls: it never fails a read.
 */
export class LayeredCache {
  readonly #parts: LayeredCacheParts
  readonly #kept = new Map<string, Kept>()
  readonly #loading = new Map<string, Promise<unknown>>()
  #storeDown = false

  constructor(parts: LayeredCacheParts) {
    this.#parts = parts
  }

  /** A value that only this process remembers. */
  read<T>(slot: CacheSlot, load: () => Promise<T>): Promise<T> {
    return this.#remembered(slot, load)
  }

  /** A value that all instances share. */
  readShared<T>(slot: SharedSlot<T>, load: () => Promise<T>): Promise<T> {
    return this.#remembered(slot, load, slot.schema)
  }

  /** Forgets a value of this process; a call that is under way will not bring the old one back. */
  drop(slot: CacheSlot): void {
    this.#kept.delete(nameOf(slot))
    this.#loading.delete(nameOf(slot))
  }

  #remembered<T>(slot: CacheSlot, load: () => Promise<T>, schema?: z.ZodType<T>): Promise<T> {
    const name = nameOf(slot)
    const kept = this.#living(name)
    if (kept) return Promise.resolve(this.#looked(slot, 'hit', kept.value as T))
    const loading = this.#loading.get(name)
    if (loading) return (loading as Promise<T>).then((value) => this.#looked(slot, 'hit', value))
    const call: Promise<T> = this.#load(slot, load, schema, () => this.#loading.get(name) === call).finally(
      () => {
        if (this.#loading.get(name) === call) this.#loading.delete(name)
      },
    )
    this.#loading.set(name, call)
    return call
  }

  async #load<T>(
    slot: CacheSlot,
    load: () => Promise<T>,
    schema: z.ZodType<T> | undefined,
    isWanted: () => boolean,
  ): Promise<T> {
    const shared = schema && (await this.#readStore(slot, schema))
    if (shared) {
      if (isWanted()) this.#keep(nameOf(slot), shared)
      return this.#looked(slot, 'hit', shared.value)
    }
    this.#looked(slot, 'miss', undefined)
    // From before the call: an answer may be as old as its question.
    const until = cacheEnd(slot.kind, this.#parts.clock.now())
    const value = await load()
    if (!isWanted()) return value
    this.#keep(nameOf(slot), { value, until })
    if (schema) await this.#writeStore(slot, { value, until })
    return value
  }

  #living(name: string): Kept | undefined {
    const kept = this.#kept.get(name)
    if (kept && this.#parts.clock.now() < kept.until) return kept
    this.#kept.delete(name)
    return undefined
  }

  #keep(name: string, kept: Kept): void {
    this.#kept.set(name, kept)
    if (this.#kept.size > VALUES_KEPT_MAX) this.#kept.delete(this.#kept.keys().next().value as string)
  }

  #looked<V>({ kind }: CacheSlot, outcome: 'hit' | 'miss', value: V): V {
    this.#parts.meter.look(kind, outcome)
    return value
  }

  /** A document of another shape, as an older version may have left, is a miss. */
  async #readStore<T>(
    slot: CacheSlot,
    schema: z.ZodType<T>,
  ): Promise<{ readonly value: T; readonly until: EpochMs } | undefined> {
    const document = await this.#withStore((store) => store.get(pathOf(slot)))
    const until = document?.value['until']
    if (typeof until !== 'number' || this.#parts.clock.now() >= until) return undefined
    const read = schema.safeParse(document?.value['content'])
    return read.success ? { value: read.data, until: until as EpochMs } : undefined
  }

  async #writeStore(slot: CacheSlot, { value, until }: Kept): Promise<void> {
    const content = { content: value, until }
    await this.#withStore((store) =>
      store.commit([{ kind: 'set', path: pathOf(slot), value: content, expiresAt: until }]),
    )
  }

  async #withStore<T>(ask: (store: Store) => Promise<T>): Promise<T | undefined> {
    const { shared } = this.#parts
    if (!shared) return undefined
    try {
      const answer = await ask(shared.store)
      this.#storeDown = false
      return answer
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error
      if (!this.#storeDown) shared.onDown(`the cache goes on in memory only: ${error.message}`)
      this.#storeDown = true
      return undefined
    }
  }
}

function nameOf({ kind, key }: CacheSlot): string {
  return `${kind} ${key}`
}

/** Keys may be long lists of symbols and hold slashes; a document's address may not. */
function pathOf({ kind, key }: CacheSlot): DocumentPath {
  return `cache/${kind}-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`
}
