import { sweep } from '../../../local/commands/sweep.ts'
import { failure } from '../../../local/failure.ts'
import type { SweepOptions } from '../../../local/sweep/sweep-options.ts'

/** A sweep on the fake engine in a process of its own, which a test can kill; its options are the one argument. */
const options: SweepOptions = JSON.parse(process.argv[2] ?? '{}')
const engine = new URL('./fake-engine.ts', import.meta.url).href

try {
  await sweep(options, { engine, env: process.env, target: process.stderr })
} catch (error) {
  const { message, exitCode } = failure(error)
  process.stderr.write(`${message}\n`)
  process.exitCode = exitCode
}
