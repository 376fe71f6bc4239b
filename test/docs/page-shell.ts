import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../terraform/terraform-sources.ts'

/** How a command of a page ended. */
interface Ran {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** A shell in which `npx openbell` and `npm` are those of this copy, wherever it stands. */
export class PageShell {
  readonly #folder: string
  readonly #env: NodeJS.ProcessEnv

  constructor(folder: string, env: NodeJS.ProcessEnv = {}) {
    this.#folder = folder
    const bin = join(folder, '.bin')
    mkdirSync(bin, { recursive: true })
    const cli = `"${process.execPath}" "${join(root, 'local/cli.ts')}"`
    program(join(bin, 'npx'), `shift\nexec ${cli} "$@"`)
    program(
      join(bin, 'npm'),
      `[ "$1" = run ] && shift\nif [ "$1" = start ]; then set -- openbell start "$@"; shift 3; [ "$1" = -- ] && shift; set -- openbell start "$@"; fi\nshift\nexec ${cli} "$@"`,
    )
    // curl then tells the status below the answer.
    writeFileSync(join(bin, '.curlrc'), 'silent\nshow-error\nwrite-out = "\\n%{http_code}"\n')
    this.#env = { ...process.env, ...env, CURL_HOME: bin, PATH: `${bin}:${process.env['PATH']}` }
  }

  /** Runs a command to its end. One that serves until Ctrl-C is stopped once it shows the pattern. */
  run(command: string, until?: RegExp): Promise<Ran> {
    return new Promise((resolve) => {
      const child = execFile(
        'bash',
        ['-c', until ? `exec ${command}` : command],
        { cwd: this.#folder, env: this.#env, maxBuffer: 64 * 1_024 * 1_024 },
        (error, stdout, stderr) => resolve({ exitCode: exitCodeOf(error), stdout, stderr }),
      )
      child.stdin?.end()
      let seen = ''
      child.stdout?.on('data', (text: string) => {
        seen += text
        if (until?.test(seen)) child.kill('SIGINT')
      })
    })
  }
}

function exitCodeOf(error: unknown): number {
  if (error === null) return 0
  const code: unknown = Reflect.get(error as object, 'code')
  return typeof code === 'number' ? code : 1
}

function program(file: string, text: string): void {
  writeFileSync(file, `#!/bin/sh\n${text}\n`)
  chmodSync(file, 0o755)
}
