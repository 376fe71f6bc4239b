import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'
import { type MergeOutcome, mergeSweep } from '../../../local/sweep/merge-sweep.ts'
import { runSweep } from '../../../local/sweep/run-sweep.ts'
import type { SweepOptions } from '../../../local/sweep/sweep-options.ts'

const ENGINE = new URL('./fake-engine.ts', import.meta.url).href
const PROCESS = new URL('./sweep-process.ts', import.meta.url).pathname
/** Looks this often for a line of a file that another process writes. */
const LOOK_MS = 10

const folders: string[] = []

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder that is not there yet, until the tests end. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'openbell-sweep-'))
  folders.push(folder)
  return join(folder, 'results')
}

/** What another sweep came to, to be spoilt. */
export function copyOf(folder: string): string {
  const copy = freshFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** Twelve trials, of which those nearest to a distance of 0.8 are the best. */
export const TWELVE: SweepOptions = {
  set: ['exits.trailDistancePct=0.4,0.5,0.6,0.7,0.8,1', 'entry.rsiMin=50,55'],
  fills: 'next-bar',
  jobs: 1,
  json: false,
}

/** Runs a sweep on the fake engine, or merges; answers what came of it and all that was told meanwhile. */
export async function sweepOnFake(
  options: SweepOptions,
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly outcome: MergeOutcome; readonly told: string }> {
  let told = ''
  const target = { write: (text: string) => (told += text) }
  const around = { engine: ENGINE, env, target }
  const outcome = await (options.merge
    ? mergeSweep(options.merge, options, around)
    : runSweep(options, around))
  return { outcome, told }
}

/** The same in a process of its own, which can be killed; each of its trials lasts so long. */
export function sweepProcess(options: SweepOptions, pauseMs: number): ChildProcess {
  return spawn(process.execPath, [PROCESS, JSON.stringify(options)], {
    env: { ...process.env, FAKE_ENGINE_PAUSE_MS: String(pauseMs) },
  })
}

/** Waits until a file has so many whole lines; answers its text. */
export async function linesThere(file: string, count: number, writer: ChildProcess): Promise<string> {
  for (;;) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    if (text.split('\n').length > count) return text
    if (writer.exitCode !== null) throw new Error(`ended before it had written ${count} lines`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}

/** Ends a process and waits until it is gone; answers what it said on standard error. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<string> {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
  const gone = once(child, 'close')
  child.kill(signal)
  await gone
  return said
}

export function rankingOf(folder: string): string {
  return readFileSync(join(folder, 'RANKING.json'), 'utf8')
}
