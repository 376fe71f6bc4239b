import { closeSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreUnavailableError } from '../../shared/ports/store.ts'
import { isLocked } from './sqlite-failure.ts'

const BUSY_TIMEOUT_MS = 5_000

const SWITCH_ATTEMPTS_MAX = 20

const OWNER_ONLY = 0o600

/** "OBel" in ASCII: marks the file as ours, so that another program's database is never written to. */
const APPLICATION_ID = 0x4f42656c

const SCHEMA_VERSION = 1

/** A commit's number is the version of all it wrote; it only grows, so a deleted document's version never returns. */
const SCHEMA = `
  CREATE TABLE documents (
    path TEXT PRIMARY KEY,
    collection TEXT NOT NULL,
    json TEXT NOT NULL,
    version INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    expires_at INTEGER
  ) STRICT;
  CREATE INDEX documents_by_collection ON documents (collection, path);
  CREATE INDEX documents_by_expiry ON documents (expires_at) WHERE expires_at IS NOT NULL;
  CREATE TABLE commits (last_number INTEGER NOT NULL) STRICT;
  INSERT INTO commits VALUES (0);
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`

/** Opens the store's database, new or of an earlier run, ready for durable commits. */
export function openStoreFile(file: string): DatabaseSync {
  createForOwner(file)
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    prepareSchema(file, database)
    switchToWriteAhead(database)
    // FULL waits for the disk at every commit; macOS only flushes the drive itself when asked with fullfsync.
    database.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Only a new file is opened here: closing any descriptor of a database that this process also has open through
 * SQLite would drop its locks (sqlite.org/howtocorrupt.html, "posix advisory locks").
 */
function createForOwner(file: string): void {
  try {
    closeSync(openSync(file, 'wx', OWNER_ONLY))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EEXIST') return
    const advice =
      code === 'ENOENT'
        ? `the folder ${dirname(file)} does not exist: create it or name another file`
        : `it cannot be created (${code}): check the folder ${dirname(file)}`
    throw new StoreUnavailableError(`store file ${file}: ${advice}`, { cause: error })
  }
}

/** Inside the write lock, because two programs may start on one new file at the same moment. */
function prepareSchema(file: string, database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE')
  if (isNew(database)) database.exec(SCHEMA)
  else assertOurs(file, database)
  database.exec('COMMIT')
}

/**
 * SQLite refuses the switch at once, without the busy timeout, while another program opens the same new file. Taking
 * the write lock does wait for it, and after that the file usually is in write-ahead mode already.
 */
function switchToWriteAhead(database: DatabaseSync): void {
  for (let attempt = 1; attempt < SWITCH_ATTEMPTS_MAX; attempt += 1) {
    try {
      database.exec('PRAGMA journal_mode = WAL')
      return
    } catch (error) {
      if (!isLocked(error)) throw error
      database.exec('BEGIN IMMEDIATE; ROLLBACK')
    }
  }
  database.exec('PRAGMA journal_mode = WAL')
}

function isNew(database: DatabaseSync): boolean {
  const hasTables = database.prepare('SELECT 1 FROM sqlite_schema').get() !== undefined
  return !hasTables && pragma(database, 'user_version') === 0
}

function assertOurs(file: string, database: DatabaseSync): void {
  const id = pragma(database, 'application_id')
  const version = pragma(database, 'user_version')
  if (id !== APPLICATION_ID) {
    throw new StoreUnavailableError(
      `store file ${file}: it is the database of another program, name another file`,
    )
  }
  if (version !== SCHEMA_VERSION) {
    throw new StoreUnavailableError(
      `store file ${file}: its schema is version ${version}, this program knows ${SCHEMA_VERSION}: use a newer one`,
    )
  }
}

function pragma(database: DatabaseSync, name: 'application_id' | 'user_version'): unknown {
  return database.prepare(`PRAGMA ${name}`).get()?.[name]
}
