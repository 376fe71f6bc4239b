import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { type Bench, figureOf } from './figure.ts'

const CLI = resolve(import.meta.dirname, '../../local/cli.ts')

/** Each takes seconds, and a process of its own has no warm-up to average out. */
const ROUNDS_MAX = 3

/** Wall time of one demo day in a process of its own, the start of Node included. */
export const demoDay: Bench = {
  name: 'demo-day',
  run({ rounds }) {
    const times = Array.from({ length: Math.min(rounds, ROUNDS_MAX) }, oneDayMs)
    return [figureOf({ group: 'demo-day', name: 'one day, 24 symbols', unit: 'ms' }, times)]
  },
}

function oneDayMs(): number {
  const startedAt = performance.now()
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'demo', '--seed', '13', '--json'], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the demo day ended with ${status}: ${stderr}`)
  return performance.now() - startedAt
}
