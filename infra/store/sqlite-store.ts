import { resolve } from 'node:path'
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
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
import { type CheckedWrite, checkedBatch } from './batch-rules.ts'
import { assertPath, collectionOf } from './document-path.ts'
import { firstConflict } from './precondition.ts'
import { assertQuery } from './query-rules.ts'
import { asUnavailable } from './sqlite-failure.ts'
import { openStoreFile } from './sqlite-file.ts'
import { sqlQuery } from './sqlite-query.ts'

// One statement each, because one statement sees one state of the database.
const READ = `SELECT path, json, version, updated_at FROM documents
  WHERE path IN (SELECT value FROM json_each(?)) AND (expires_at IS NULL OR expires_at > ?)`
const READ_VERSIONS = 'SELECT path, version FROM documents WHERE path IN (SELECT value FROM json_each(?))'
const REMOVE_EXPIRED = 'DELETE FROM documents WHERE expires_at <= ?'
const NEXT_NUMBER = 'UPDATE commits SET last_number = last_number + 1 RETURNING last_number'
const WRITE = `INSERT INTO documents (path, collection, json, version, updated_at, expires_at)
  VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (path) DO UPDATE SET json = excluded.json, version = excluded.version,
    updated_at = excluded.updated_at, expires_at = excluded.expires_at`
const REMOVE = 'DELETE FROM documents WHERE path = ?'

type Row = Record<string, SQLOutputValue>

/**
 * Documents in one SQLite file, shared by any number of processes of one machine. A commit has reached the disk when
 * it is answered, and takes the documents that have expired with it.
 */
export class SqliteStore implements Store {
  readonly #file: string
  readonly #clock: Clock
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  private constructor(file: string, database: DatabaseSync, clock: Clock) {
    this.#file = file
    this.#database = database
    this.#clock = clock
  }

  /** Opens or creates the file, whose folder must exist. Throws `StoreUnavailableError` saying what to do. */
  static open(at: { readonly file: string; readonly clock: Clock }): SqliteStore {
    // Absolute, because SQLite takes a name such as ":memory:" for something else than a file.
    const file = resolve(at.file)
    return translated(file, () => new SqliteStore(file, openStoreFile(file), at.clock))
  }

  async get<T extends DocumentValue>(path: DocumentPath): Promise<StoredDocument<T> | undefined> {
    const [document] = await this.getAll([path])
    return document as StoredDocument<T> | undefined
  }

  async getAll(paths: readonly DocumentPath[]): Promise<readonly (StoredDocument | undefined)[]> {
    for (const path of paths) assertPath(path)
    const rows = translated(this.#file, () => this.#all(READ, JSON.stringify(paths), this.#clock.now()))
    const byPath = new Map(rows.map((row) => [row['path'], row]))
    return paths.map((path) => {
      const row = byPath.get(path)
      return row && toDocument(row)
    })
  }

  async query<T extends DocumentValue>(query: DocumentQuery): Promise<readonly StoredDocument<T>[]> {
    assertQuery(query)
    const { sql, parameters } = sqlQuery(query, this.#clock.now())
    const rows = translated(this.#file, () => this.#all(sql, ...parameters))
    return rows.map(toDocument) as readonly StoredDocument<DocumentValue>[] as readonly StoredDocument<T>[]
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    const batch = checkedBatch(writes)
    return translated(this.#file, () => this.#inTransaction(() => this.#decideAndWrite(batch)))
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close()
  }

  #decideAndWrite(batch: readonly CheckedWrite[]): CommitResult {
    const now = this.#clock.now()
    this.#run(REMOVE_EXPIRED, now)
    const conflict = firstConflict(batch, this.#versionsOf(batch))
    if (conflict) return conflict
    const number = Number(this.#all(NEXT_NUMBER)[0]?.['last_number'])
    for (const write of batch) this.#apply(write, number, now)
    return {
      ok: true,
      versions: batch.map(({ kind }) => (kind === 'delete' ? undefined : toVersion(number))),
    }
  }

  #versionsOf(batch: readonly CheckedWrite[]): ReadonlyMap<DocumentPath, DocumentVersion> {
    const rows = this.#all(READ_VERSIONS, JSON.stringify(batch.map(({ path }) => path)))
    return new Map(rows.map((row) => [row['path'] as DocumentPath, toVersion(row['version'])]))
  }

  #apply(write: CheckedWrite, number: number, now: EpochMs): void {
    const { path } = write
    if (write.kind === 'delete') this.#run(REMOVE, path)
    else this.#run(WRITE, path, collectionOf(path), write.json, number, now, write.expiresAt ?? null)
  }

  /** The write lock is taken at once: a transaction that read first could find its reading outdated when it writes. */
  #inTransaction(work: () => CommitResult): CommitResult {
    this.#run('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.#run(result.ok ? 'COMMIT' : 'ROLLBACK')
      return result
    } catch (error) {
      if (this.#database.isTransaction) this.#run('ROLLBACK')
      throw error
    }
  }

  #run(sql: string, ...parameters: readonly SQLInputValue[]): void {
    this.#prepared(sql).run(...parameters)
  }

  #all(sql: string, ...parameters: readonly SQLInputValue[]): readonly Row[] {
    return this.#prepared(sql).all(...parameters)
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}

function translated<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asUnavailable(file, error)
  }
}

function toDocument(row: Row): StoredDocument {
  return {
    path: row['path'] as DocumentPath,
    value: JSON.parse(String(row['json'])),
    version: toVersion(row['version']),
    updatedAt: Number(row['updated_at']) as EpochMs,
  }
}

function toVersion(number: SQLOutputValue | undefined): DocumentVersion {
  return String(number) as DocumentVersion
}
