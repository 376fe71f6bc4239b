import { SystemClock } from '../../../infra/clock/system-clock.ts'
import { SqliteStore } from '../../../infra/store/sqlite-store.ts'
import type { Write } from '../../../shared/ports/store.ts'

/** Writes numbered batches of three documents and says so after each, until somebody kills it. */
const [file = '', from = '0'] = process.argv.slice(2)
const store = SqliteStore.open({ file, clock: new SystemClock() })
for (let number = Number(from); ; number += 1) {
  const writes = ['x', 'y', 'z'].map((part): Write => ({ kind: 'create', path: `batch/${number}-${part}`, value: { number } }))
  const result = await store.commit(writes)
  if (!result.ok) throw new Error(`batch ${number}: ${result.conflict}`)
  process.stdout.write(`${number}\n`)
}
