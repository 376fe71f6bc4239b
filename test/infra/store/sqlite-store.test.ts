import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from '@jest/globals'
import { SqliteStore } from '../../../infra/store/sqlite-store.ts'
import { StoreUnavailableError } from '../../../shared/ports/store.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { written } from '../../contract/store/written.ts'
import { storeContract } from '../../contract/store-contract.ts'
import { scratchFolder } from './scratch-folder.ts'
import { STANDING_CLOCK } from './standing-clock.ts'

const folder = scratchFolder()
let files = 0

function newFile(): string {
  files += 1
  return join(folder, `${files}.db`)
}

function open(file: string): SqliteStore {
  return SqliteStore.open({ file, clock: STANDING_CLOCK })
}

storeContract({
  name: 'the SQLite store',
  open: async (clock) => SqliteStore.open({ file: newFile(), clock }),
  randomHistories: 50,
})

describe('the file', () => {
  test('keeps documents, expiries and versions from one opening to the next', async () => {
    const file = newFile()
    const first = open(file)
    const expiresAt = STANDING_CLOCK.now()
    const version = await written(first, { kind: 'create', path: 'a/1', value: { n: 1 } })
    await written(first, { kind: 'create', path: 'a/2', value: {}, expiresAt })
    await first.close()

    const second = open(file)
    expect(await second.query({ collection: 'a' })).toMatchObject([{ path: 'a/1', value: { n: 1 }, version }])
    await second.close()
  })

  test('gives no version twice, even when everything was deleted in between', async () => {
    const file = newFile()
    const first = open(file)
    const before = await written(first, { kind: 'create', path: 'a/1', value: {} })
    await written(first, { kind: 'delete', path: 'a/1' })
    await first.close()

    const second = open(file)
    expect(await written(second, { kind: 'create', path: 'a/1', value: {} })).not.toBe(before)
    await second.close()
  })

  test('is shared by two handles, each of which sees what the other wrote', async () => {
    const file = newFile()
    const [left, right] = [open(file), open(file)]
    const version = await written(left, { kind: 'create', path: 'a/1', value: { by: 'left' } })
    await written(right, { kind: 'update', path: 'a/1', value: { by: 'right' }, ifVersion: version })
    expect((await left.get('a/1'))?.value).toEqual({ by: 'right' })
    await Promise.all([left.close(), right.close()])
  })

  test('and its journals can be read by their owner only', async () => {
    const file = newFile()
    const store = open(file)
    await written(store, { kind: 'create', path: 'a/1', value: {} })
    for (const name of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(name).mode & 0o777).toBe(0o600)
    await store.close()
  })

  test('is an ordinary database in write-ahead mode that other tools can read', async () => {
    const file = newFile()
    const store = open(file)
    await written(store, { kind: 'create', path: 'orders/1', value: { symbol: 'TQQQ' } })
    await store.close()
    const database = new DatabaseSync(file, { readOnly: true })
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    expect(database.prepare('SELECT path, collection, json FROM documents').get()).toEqual({
      path: 'orders/1',
      collection: 'orders',
      json: '{"symbol":"TQQQ"}',
    })
    database.close()
  })

  test('does not keep expired documents past the next commit', async () => {
    const file = newFile()
    const store = open(file)
    await written(store, { kind: 'set', path: 'a/1', value: {}, expiresAt: 1 as EpochMs })
    await written(store, { kind: 'set', path: 'a/2', value: {} })
    await store.close()
    const database = new DatabaseSync(file)
    expect(database.prepare('SELECT path FROM documents').all()).toEqual([{ path: 'a/2' }])
    database.close()
  })
})

describe('opening', () => {
  test('a name that SQLite takes for a database in memory makes a file', async () => {
    const before = process.cwd()
    process.chdir(folder)
    try {
      await open(':memory:').close()
    } finally {
      process.chdir(before)
    }
    expect(statSync(join(folder, ':memory:')).size).toBeGreaterThan(0)
  })

  test('refuses a folder that does not exist', () => {
    refused(
      join(folder, 'nowhere', 'store.db'),
      `the folder ${join(folder, 'nowhere')} does not exist: create it`,
    )
  })

  test('refuses a file in place of the folder', () => {
    writeFileSync(join(folder, 'file'), '')
    refused(join(folder, 'file', 'store.db'), 'it cannot be created (ENOTDIR): check the folder')
  })

  const asOwner = process.getuid?.() === 0 ? test.skip : test
  asOwner('refuses a folder that may not be written (skipped for root, who may write anywhere)', () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o500 })
    refused(join(closed, 'store.db'), 'it cannot be created (EACCES): check the folder')
    chmodSync(closed, 0o700)
  })

  test('refuses a folder in place of the file', () => {
    refused(folder, 'it cannot be opened: check that it is a file this user may read and write')
  })

  test('refuses a file that is not a database and leaves it as it is', () => {
    const file = newFile()
    writeFileSync(file, 'symbol,price\n'.repeat(500))
    refused(file, 'it is not a database: move it away or name another file')
    expect(readFileSync(file, 'utf8')).toBe('symbol,price\n'.repeat(500))
  })

  test('refuses the database of another program and leaves it as it is', () => {
    const file = newFile()
    const other = new DatabaseSync(file)
    other.exec('CREATE TABLE songs (title TEXT); PRAGMA user_version = 1')
    other.close()
    const before = readFileSync(file)
    refused(file, 'it is the database of another program, name another file')
    expect(readFileSync(file)).toEqual(before)
  })

  test('refuses a database that is empty but bears a version which is not ours', () => {
    const file = newFile()
    const other = new DatabaseSync(file)
    other.exec('PRAGMA user_version = 99')
    other.close()
    refused(file, 'it is the database of another program, name another file')
  })

  test('refuses a newer schema and leaves it as it is', async () => {
    const file = newFile()
    await open(file).close()
    const newer = new DatabaseSync(file)
    newer.exec('PRAGMA user_version = 2')
    newer.close()
    refused(file, 'its schema is version 2, this program knows 1')
    const database = new DatabaseSync(file)
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 })
    database.close()
  })

  test('takes an empty file for a new store', async () => {
    const file = newFile()
    writeFileSync(file, '')
    const store = open(file)
    await written(store, { kind: 'create', path: 'a/1', value: {} })
    await store.close()
  })
})

describe('a store that cannot be asked says so', () => {
  test('when it was closed', async () => {
    const file = newFile()
    const store = open(file)
    await store.get('a/1')
    await store.close()
    await store.close()
    const closed = expect.objectContaining({
      name: 'StoreUnavailableError',
      message: `store file ${file}: it was closed, open it again`,
    })
    await expect(store.get('a/1')).rejects.toEqual(closed)
    await expect(store.query({ collection: 'a' })).rejects.toEqual(closed)
    await expect(store.commit([{ kind: 'delete', path: 'a/1' }])).rejects.toEqual(closed)
  })

  test('when its tables are gone, and leaves no transaction behind', async () => {
    const file = newFile()
    const store = open(file)
    const vandal = new DatabaseSync(file)
    vandal.exec('ALTER TABLE documents RENAME TO elsewhere')
    await expect(store.get('a/1')).rejects.toThrow(StoreUnavailableError)
    const failed = store.commit([{ kind: 'create', path: 'a/1', value: {} }])
    await expect(failed).rejects.toThrow(StoreUnavailableError)
    await expect(failed).rejects.toThrow(file)
    vandal.exec('ALTER TABLE elsewhere RENAME TO documents')
    vandal.close()
    await written(store, { kind: 'create', path: 'a/1', value: {} })
    await store.close()
  })
})

function refused(file: string, message: string): void {
  const attempt = () => open(file)
  expect(attempt).toThrow(StoreUnavailableError)
  expect(attempt).toThrow(`store file ${file}: ${message}`)
}
