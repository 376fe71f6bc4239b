import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const CLI = resolve(import.meta.dirname, '../../local/cli.ts')

/** How a command ended and all it printed. */
export interface Ended {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** The `openbell` command as a user's shell runs it: its own process, its own working folder. */
export class CommandLine {
  readonly ended: Promise<Ended>
  readonly #child: ChildProcess
  #stdout = ''
  #stderr = ''

  /** Standard input has ended for a command that nobody types anything into. */
  constructor(
    args: readonly string[],
    {
      cwd = tmpdir(),
      typing = false,
      env = {},
    }: { readonly cwd?: string; readonly typing?: boolean; readonly env?: NodeJS.ProcessEnv } = {},
  ) {
    this.#child = spawn(process.execPath, [CLI, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: [typing ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    })
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text))
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text))
    this.ended = once(this.#child, 'close').then(([exitCode, signal]) => ({
      exitCode,
      signal,
      stdout: this.#stdout,
      stderr: this.#stderr,
    }))
  }

  /** Waits until standard output shows this; fails when the command ends first. */
  shows(pattern: RegExp): Promise<RegExpExecArray> {
    return this.#appears(pattern, this.#child.stdout, () => this.#stdout)
  }

  /** The same on standard error. */
  warns(pattern: RegExp): Promise<RegExpExecArray> {
    return this.#appears(pattern, this.#child.stderr, () => this.#stderr)
  }

  type(text: string): void {
    this.#child.stdin?.write(text)
  }

  async #appears(
    pattern: RegExp,
    stream: NodeJS.EventEmitter | null,
    text: () => string,
  ): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(text())
      if (found) return found
      const data = once(stream as NodeJS.EventEmitter, 'data').then(() => undefined)
      const ended = await Promise.race([data, this.ended])
      if (ended && !pattern.test(text())) throw new Error(`ended without ${pattern}: ${ended.stderr}`)
    }
  }

  send(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }
}

/** Runs a command to its end. */
export function openbell(...args: readonly string[]): Promise<Ended> {
  return new CommandLine(args).ended
}

/** Runs a command that must succeed and answers the JSON it printed. */
export async function openbellJson(...args: readonly string[]): Promise<ReturnType<typeof JSON.parse>> {
  const { exitCode, stdout, stderr } = await openbell(...args, '--json')
  if (exitCode !== 0) throw new Error(`openbell ${args.join(' ')} exited with ${exitCode}: ${stderr}`)
  return JSON.parse(stdout)
}

/** A folder of the test's own, and how to leave nothing behind. */
export function scratchFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'openbell-e2e-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
