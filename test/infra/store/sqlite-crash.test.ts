import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { SqliteStore } from '../../../infra/store/sqlite-store.ts'
import type { Store } from '../../../shared/ports/store.ts'
import { startProgram } from './program.ts'
import { scratchFolder } from './scratch-folder.ts'
import { STANDING_CLOCK } from './standing-clock.ts'

const ROUNDS = 12
const SEED = 20260303

const folder = scratchFolder()

test('a killed writer loses no acknowledged batch and leaves no half one', async () => {
  const file = join(folder, 'store.db')
  const random = xoroshiro128plus(SEED)
  let acknowledged = 0
  for (let round = 1; round <= ROUNDS; round += 1) {
    // Every third round ends while the program is starting, the others while it is committing.
    const moment = round % 3 === 0 ? 'starting' : 'committing'
    const printed = await writeUntilKilled(file, moment, uniformInt(random, 0, 150))
    if (moment === 'committing') expect(printed.length).toBeGreaterThan(0)
    acknowledged = Math.max(acknowledged, ...printed)
    const stored = await wholeBatches(file)
    // The one batch beyond the acknowledged may have been committed but not yet printed.
    expect([acknowledged, acknowledged + 1]).toContain(stored)
    acknowledged = stored
  }
})

/** The numbers that the program printed before it was killed. */
async function writeUntilKilled(
  file: string,
  moment: 'starting' | 'committing',
  delayMs: number,
): Promise<readonly number[]> {
  const writer = startProgram('crash-writer.ts', file)
  const ended = once(writer, 'close')
  let output = ''
  writer.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  if (moment === 'committing' && writer.stdout) await once(writer.stdout, 'data')
  await delay(delayMs)
  writer.kill('SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
  return output.split('\n').slice(0, -1).map(Number)
}

/** How many batches the file holds, after making sure that each is whole and that none is missing in between. */
async function wholeBatches(file: string): Promise<number> {
  const store = SqliteStore.open({ file, clock: STANDING_CLOCK })
  const last = Number((await store.get('last/batch'))?.value['batch'] ?? 0)
  const everyBatch = Array.from({ length: last }, (_, index) => index + 1)
  expect(await batchesIn(store, 'left')).toEqual(everyBatch)
  expect(await batchesIn(store, 'right')).toEqual(everyBatch)
  await store.close()
  expect(integrity(file)).toEqual({ integrity_check: 'ok' })
  return last
}

async function batchesIn(store: Store, collection: string): Promise<readonly unknown[]> {
  const documents = await store.query({ collection, orderBy: { field: 'batch', direction: 'ascending' } })
  return documents.map(({ value }) => value['batch'])
}

function integrity(file: string): unknown {
  const database = new DatabaseSync(file, { readOnly: true })
  const answer = database.prepare('PRAGMA integrity_check').get()
  database.close()
  return answer
}
