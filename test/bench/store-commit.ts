import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SystemClock } from '../../infra/clock/system-clock.ts'
import { SqliteStore } from '../../infra/store/sqlite-store.ts'
import { type Bench, figureOf, median } from './figure.ts'

const COMMITS = 100

/** Median time of one durable commit of a tick's size: four documents, the largest of 64 KiB. */
export const storeCommit: Bench = {
  name: 'store',
  async run({ rounds, scale }) {
    const folder = mkdtempSync(join(tmpdir(), 'openbell-bench-'))
    const store = SqliteStore.open({ file: join(folder, 'bench.sqlite'), clock: new SystemClock() })
    try {
      const medians: number[] = []
      for (let round = 0; round < rounds; round += 1)
        medians.push(await medianCommitMs(store, Math.round(COMMITS * scale)))
      return [figureOf({ group: 'store', name: 'SQLite commit p50', unit: 'ms' }, medians)]
    } finally {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function medianCommitMs(store: SqliteStore, commits: number): Promise<number> {
  const times: number[] = []
  for (let commit = 0; commit < commits; commit += 1) {
    const startedAt = performance.now()
    await store.commit([
      { kind: 'set', path: 'control/lease', value: { commit } },
      { kind: 'set', path: 'engine/state', value: { text: 'x'.repeat(4_096) } },
      { kind: 'set', path: 'engine/checkpoint', value: { text: 'x'.repeat(65_536) } },
      { kind: 'set', path: `runs/run-${commit}`, value: { done: true } },
    ])
    times.push(performance.now() - startedAt)
  }
  return median(times)
}
