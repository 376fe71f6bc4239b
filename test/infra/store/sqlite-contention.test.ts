import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { SqliteStore } from '../../../infra/store/sqlite-store.ts'
import type { Store } from '../../../shared/ports/store.ts'
import { startProgram } from './program.ts'
import { scratchFolder } from './scratch-folder.ts'
import { STANDING_CLOCK } from './standing-clock.ts'

const PROGRAMS = 3
const TIMES = 150

const folder = scratchFolder()

test('programs that contend for one new file lose no increment, and no reader sees half of one', async () => {
  const file = join(folder, 'store.db')
  const programs = Array.from({ length: PROGRAMS }, () =>
    startProgram('increment-writer.ts', file, String(TIMES)),
  )
  const exits = programs.map((program) => once(program, 'close'))

  const store = SqliteStore.open({ file, clock: STANDING_CLOCK })
  const seen = new Set<unknown>()
  while (programs.some(isRunning)) {
    const [left, right] = await counters(store)
    expect(right).toBe(left)
    seen.add(left)
    await nextTurn()
  }

  expect(await Promise.all(exits)).toEqual(Array(PROGRAMS).fill([0, null]))
  expect(await counters(store)).toEqual([PROGRAMS * TIMES, PROGRAMS * TIMES])
  // Otherwise the reader came too late to observe anything.
  expect(seen.size).toBeGreaterThan(5)
  await store.close()
})

async function counters(store: Store): Promise<readonly unknown[]> {
  const documents = await store.getAll(['counters/left', 'counters/right'])
  return documents.map((document) => document?.value['n'])
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null
}

/** Lets the events of the programs through. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
