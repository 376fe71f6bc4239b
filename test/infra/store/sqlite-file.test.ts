import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { openStoreFile } from '../../../infra/store/sqlite-file.ts'
import { scratchFolder } from './scratch-folder.ts'

const folder = scratchFolder()

test('every commit waits for the disk, and a locked file is waited for', () => {
  const database = openStoreFile(join(folder, 'store.db'))
  // 2 is FULL (sqlite.org/pragma.html#pragma_synchronous).
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
  expect(database.prepare('PRAGMA fullfsync').get()).toEqual({ fullfsync: 1 })
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  expect(database.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 5_000 })
  database.close()
})
