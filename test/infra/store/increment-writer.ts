/**
 * A program of its own that raises two counters by one, together, as often as it is told, by compare-and-set; the
 * first to come creates them: `node increment-writer.ts <store file> <times>`.
 */
import { SqliteStore } from '../../../infra/store/sqlite-store.ts'
import type { DocumentPath, Store, StoredDocument, Write } from '../../../shared/ports/store.ts'
import { STANDING_CLOCK } from './standing-clock.ts'

const PATHS: readonly DocumentPath[] = ['counters/left', 'counters/right']

const [file, times] = process.argv.slice(2)
if (file === undefined || times === undefined)
  throw new Error('usage: increment-writer.ts <store file> <times>')

const store = SqliteStore.open({ file, clock: STANDING_CLOCK })
for (let won = 0; won < Number(times); ) {
  if (await incrementBoth(store)) won += 1
}
await store.close()

async function incrementBoth(store: Store): Promise<boolean> {
  const documents = await store.getAll(PATHS)
  const result = await store.commit(PATHS.map((path, index) => increment(path, documents[index])))
  return result.ok
}

function increment(path: DocumentPath, document: StoredDocument | undefined): Write {
  if (!document) return { kind: 'create', path, value: { n: 1 } }
  const value = { n: Number(document.value['n']) + 1 }
  return { kind: 'update', path, value, ifVersion: document.version }
}
