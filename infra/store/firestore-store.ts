import { randomUUID } from 'node:crypto'
import type { DocumentSnapshot, Firestore, Query, QuerySnapshot, WriteBatch } from '@google-cloud/firestore'
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
import { inTime } from '../google/in-time.ts'
import { type CheckedWrite, checkedBatch } from './batch-rules.ts'
import { assertPath } from './document-path.ts'
import {
  type FirestoreFields,
  type FoundDocument,
  parsedVersion,
  toFields,
  toFound,
  versionOf,
} from './firestore-document.ts'
import { asUnavailable, isConditionFailure } from './firestore-failure.ts'
import { firstConflict } from './precondition.ts'
import { assertQuery } from './query-rules.ts'

type Sdk = typeof import('../google/late/firestore.ts')

/** Longer than any answer takes that is still of use to a run; the client itself would go on for ten minutes. */
const DEADLINE_MS = 10_000

/** How often a batch is tried again when what stood in its way is gone before it could be looked at. */
const ATTEMPTS_MAX = 5

export interface FirestoreSettings {
  readonly projectId: string
  readonly databaseId?: string
  readonly clock: Clock
  readonly deadlineMs?: number
}

/**
 * Documents in Firestore. Batches carry conditions instead of reading in transactions: a transaction holds locks, and one
 * that is left behind by a crash would hold them for a minute. Nothing is asked before it is written; only when a
 * condition did not hold is the batch looked at, to say which.
 */
export class FirestoreStore implements Store {
  readonly #sdk: Sdk
  readonly #firestore: Firestore
  readonly #clock: Clock
  readonly #deadlineMs: number
  readonly #underWay = new Set<Promise<unknown>>()
  #closed = false

  private constructor(sdk: Sdk, { projectId, databaseId, clock, deadlineMs }: FirestoreSettings) {
    this.#sdk = sdk
    this.#firestore = new sdk.Firestore({ projectId, ...(databaseId !== undefined && { databaseId }) })
    this.#clock = clock
    this.#deadlineMs = deadlineMs ?? DEADLINE_MS
  }

  /** The client is loaded here and not before: most of a cold start's time would go into it. */
  static async open(settings: FirestoreSettings): Promise<FirestoreStore> {
    assertNoEmulatorInCloud(process.env)
    return new FirestoreStore(await import('../google/late/firestore.ts'), settings)
  }

  async get<T extends DocumentValue>(path: DocumentPath): Promise<StoredDocument<T> | undefined> {
    const [document] = await this.getAll([path])
    return document as StoredDocument<T> | undefined
  }

  async getAll(paths: readonly DocumentPath[]): Promise<readonly (StoredDocument | undefined)[]> {
    for (const path of paths) assertPath(path)
    const found = await this.#find(paths)
    const now = this.#clock.now()
    return paths.map((path) => living(found.get(path), now)?.document)
  }

  async query<T extends DocumentValue>(query: DocumentQuery): Promise<readonly StoredDocument<T>[]> {
    assertQuery(query)
    const { limit } = query
    const documents: StoredDocument[] = []
    // Expired documents may still be there and don't count against the limit, so that further pages may be needed.
    let page: QuerySnapshot | undefined
    do {
      page = await this.#page(query, page?.docs.at(-1))
      const now = this.#clock.now()
      const found = page.docs.flatMap((snapshot) => living(foundIn(snapshot), now) ?? [])
      documents.push(...found.map(({ document }) => document))
    } while (limit !== undefined && documents.length < limit && page.size === limit)
    return documents.slice(
      0,
      limit,
    ) as readonly StoredDocument<DocumentValue>[] as readonly StoredDocument<T>[]
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    const batch = checkedBatch(writes)
    const commit = randomUUID()
    let expired: ReadonlyMap<DocumentPath, FoundDocument> = new Map()
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const now = this.#clock.now()
      const mayHold = batch.every((write) => mayConditionHold(write, now))
      const written = mayHold && (await this.#tryCommit(batch, { commit, now, expired }))
      if (written) return written
      const found = await this.#find(batch.map(({ path }) => path))
      // The client repeats a commit whose answer was lost: then its own documents stand in its way.
      const own = [...found.values()].find((document) => document.commit === commit)
      if (own) return { ok: true, versions: batch.map((write) => versionAfter(write, own.updateTime)) }
      const conflict = firstConflict(batch, livingVersions(found, this.#clock.now()))
      if (conflict) return conflict
      expired = found
    }
    throw new StoreUnavailableError('Firestore: a batch was in the way of others again and again')
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    // A client that ends under a call that was given up would fail where nobody can catch it.
    await Promise.allSettled(this.#underWay)
    await this.#firestore.terminate()
  }

  async #tryCommit(
    batch: readonly CheckedWrite[],
    of: {
      readonly commit: string
      readonly now: EpochMs
      readonly expired: ReadonlyMap<DocumentPath, FoundDocument>
    },
  ): Promise<CommitResult | undefined> {
    const writes = this.#firestore.batch()
    for (const write of batch) this.#add(writes, write, of)
    try {
      const results = await this.#asked('a commit', () => writes.commit())
      const versions = batch.map((write, index) => {
        const result = results[index]
        return result && versionAfter(write, result.writeTime)
      })
      return { ok: true, versions }
    } catch (error) {
      if (error instanceof StoreUnavailableError && isConditionFailure(error.cause)) return undefined
      throw error
    }
  }

  #add(
    writes: WriteBatch,
    write: CheckedWrite,
    {
      commit,
      now,
      expired,
    }: {
      readonly commit: string
      readonly now: EpochMs
      readonly expired: ReadonlyMap<DocumentPath, FoundDocument>
    },
  ): void {
    const { path } = write
    const document = this.#firestore.doc(path)
    if (write.kind === 'delete') {
      writes.delete(document, this.#condition(write.ifVersion))
      return
    }
    const { expiresAt } = write
    const { Timestamp, FieldValue } = this.#sdk
    const fields = toFields(write.json, { at: now, commit })
    const expiry = expiresAt === undefined ? undefined : Timestamp.fromMillis(expiresAt)
    const whole = { ...fields, ...(expiry && { expiresAt: expiry }) }
    const replaced = { ...fields, expiresAt: expiry ?? FieldValue.delete() }
    const before = expired.get(path)
    if (write.kind === 'set') writes.set(document, whole)
    else if (write.kind === 'update') writes.update(document, replaced, this.#condition(write.ifVersion))
    // What has expired reads as missing though it is still there: it is replaced as it was seen.
    else if (before) writes.update(document, replaced, { lastUpdateTime: before.updateTime })
    else writes.create(document, whole)
  }

  #condition(ifVersion: DocumentVersion | undefined) {
    const version = ifVersion === undefined ? undefined : parsedVersion(ifVersion)
    if (!version) return {}
    return { lastUpdateTime: new this.#sdk.Timestamp(version.seconds, version.nanoseconds) }
  }

  async #find(paths: readonly DocumentPath[]): Promise<ReadonlyMap<DocumentPath, FoundDocument>> {
    if (paths.length === 0) return new Map()
    const unique = [...new Set(paths)]
    const documents = unique.map((path) => this.#firestore.doc(path))
    const snapshots = await this.#asked('a read', () => this.#firestore.getAll(...documents))
    const found = snapshots.map(
      (snapshot, index) => [unique[index] as DocumentPath, foundIn(snapshot)] as const,
    )
    return new Map(found.flatMap(([path, document]) => (document ? [[path, document] as const] : [])))
  }

  async #page(query: DocumentQuery, after: DocumentSnapshot | undefined): Promise<QuerySnapshot> {
    const asked = this.#toQuery(query)
    return this.#asked('a query', () => (after ? asked.startAfter(after) : asked).get())
  }

  #toQuery({ collection, where, orderBy, limit }: DocumentQuery): Query {
    const { FieldPath } = this.#sdk
    let query: Query = this.#firestore.collection(collection)
    for (const [field, value] of Object.entries(where ?? {}))
      query = query.where(new FieldPath('fields', field), '==', value)
    if (orderBy)
      query = query.orderBy(
        new FieldPath('fields', orderBy.field),
        orderBy.direction === 'ascending' ? 'asc' : 'desc',
      )
    query = query.orderBy(FieldPath.documentId(), 'asc')
    return limit === undefined ? query : query.limit(limit)
  }

  #counted<T>(call: Promise<T>): Promise<T> {
    this.#underWay.add(call)
    const ended = () => this.#underWay.delete(call)
    call.then(ended, ended)
    return call
  }

  async #asked<T>(what: string, call: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new StoreUnavailableError('Firestore: the store was closed, open it again')
    try {
      return await inTime(this.#deadlineMs, () => this.#counted(call()))
    } catch (error) {
      throw asUnavailable(what, error)
    }
  }
}

/** A leftover variable would send the books of a real account to an emulator, which forgets them. */
function assertNoEmulatorInCloud(env: Readonly<Record<string, string | undefined>>): void {
  if (env['K_SERVICE'] !== undefined && env['FIRESTORE_EMULATOR_HOST'] !== undefined)
    throw new Error(
      'FIRESTORE_EMULATOR_HOST is set in the cloud: the books would go to an emulator. Remove it from the environment of the function',
    )
}

/** Whether Firestore can be asked at all: it does not know that a document has expired for us. */
function mayConditionHold(write: CheckedWrite, now: EpochMs): boolean {
  if (!('ifVersion' in write) || write.ifVersion === undefined) return true
  const version = parsedVersion(write.ifVersion)
  return version !== undefined && (version.expiresAt === undefined || version.expiresAt > now)
}

function versionAfter(write: CheckedWrite, time: FoundDocument['updateTime']): DocumentVersion | undefined {
  return write.kind === 'delete' ? undefined : versionOf(time, write.expiresAt)
}

function foundIn(snapshot: DocumentSnapshot): FoundDocument | undefined {
  const { updateTime } = snapshot
  if (!snapshot.exists || !updateTime) return undefined
  return toFound(snapshot.ref.path as DocumentPath, snapshot.data() as FirestoreFields, updateTime)
}

function living(found: FoundDocument | undefined, now: EpochMs): FoundDocument | undefined {
  return found?.expiresAt !== undefined && found.expiresAt <= now ? undefined : found
}

function livingVersions(
  found: ReadonlyMap<DocumentPath, FoundDocument>,
  now: EpochMs,
): ReadonlyMap<DocumentPath, DocumentVersion> {
  const alive = [...found].filter(([, document]) => living(document, now))
  return new Map(alive.map(([path, { document }]) => [path, document.version]))
}
