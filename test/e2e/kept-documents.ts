import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

type Kept = Readonly<Record<string, ReturnType<typeof JSON.parse>>>

/** A run that starts or ends holds its file for a moment. */
const BUSY_TIMEOUT_MS = 5_000

/** The documents of one collection by path, read with plain SQL from a folder that a run has kept. */
export function keptDocuments(
  folder: string,
  collection: string,
  file: 'openbell' | 'simulator' = 'openbell',
): Kept {
  const database = new DatabaseSync(join(folder, `${file}.sqlite`), {
    readOnly: true,
    timeout: BUSY_TIMEOUT_MS,
  })
  try {
    const rows = database
      .prepare('SELECT path, json FROM documents WHERE collection = ? ORDER BY path')
      .all(collection)
    return Object.fromEntries(rows.map(({ path, json }) => [path, JSON.parse(String(json))]))
  } finally {
    database.close()
  }
}
