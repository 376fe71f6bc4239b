import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** Starts one of this folder's programs under the same Node; its errors show in the test's output. */
export function startProgram(name: string, ...args: readonly string[]): ChildProcess {
  const program = join(import.meta.dirname, name)
  return spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
}
