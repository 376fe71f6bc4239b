/**
 * A program of its own that commits numbered batches of three documents until it is killed, and prints each number
 * once its commit was acknowledged: `node crash-writer.ts <store file>`.
 */
import { writeSync } from 'node:fs'
import { SqliteStore } from '../../../infra/store/sqlite-store.ts'
import { STANDING_CLOCK } from './standing-clock.ts'

const STDOUT = 1

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('usage: crash-writer.ts <store file>')

const store = SqliteStore.open({ file, clock: STANDING_CLOCK })
const last = await store.get('last/batch')
for (let batch = Number(last?.value['batch'] ?? 0) + 1; ; batch += 1) {
  // Some documents fill several pages, so that a batch torn between two of them would show.
  const value = { batch, filling: 'x'.repeat(batch % 5 === 0 ? 10_000 : 100) }
  const result = await store.commit([
    { kind: 'create', path: `left/${batch}`, value },
    { kind: 'set', path: 'last/batch', value: { batch } },
    { kind: 'create', path: `right/${batch}`, value },
  ])
  if (!result.ok) throw new Error(`batch ${batch} met a conflict: ${result.conflict} ${result.path}`)
  writeSync(STDOUT, `${batch}\n`)
}
