import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { writeBundle } from '../../local/bundle.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { sessionAt } from '../../shared/time/session.ts'
import { emulatorJar, startEmulator } from '../support/emulator-process.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'

const FRAMEWORK = resolve(
  import.meta.dirname,
  '../../node_modules/@google-cloud/functions-framework/build/src/main.js',
)
const HELLO =
  "require('@google-cloud/functions-framework').http('hello', (_, response) => response.send('hello'))\n"
/** One start says more about the machine than about the function. */
const ROUNDS_MIN = 11
const ANSWER_MS_MAX = 30_000

/** One function in a process of its own, started as the platform starts it. */
interface Start {
  readonly target: string
  readonly file: string
  readonly env?: Readonly<Record<string, string>>
}

interface ColdStart {
  /** From the start of the process to its first answer. */
  readonly ms: number
  /** The most memory it held until then, in MB. */
  readonly peakMb: number
}

/**
 * Cold starts: an empty function, a tick outside the session, and one that reads and writes in Firestore, taken in turn
 * so that the machine's mood is the same for all of them.
 */
export const coldStart: Bench = {
  name: 'cold-start',
  async run({ rounds }) {
    // Inside the dependencies' folder, because the framework stays outside the bundle.
    const folder = mkdtempSync(join(resolve(import.meta.dirname, '../../node_modules'), '.cold-start-'))
    const emulator = emulatorJar === undefined ? undefined : await startEmulator()
    try {
      const starts = startsIn(folder, emulator?.host)
      const taken = new Map(Object.keys(starts).map((name) => [name, [] as ColdStart[]]))
      for (let round = 0; round < Math.max(rounds, ROUNDS_MIN); round += 1)
        for (const [name, start] of Object.entries(starts)) taken.get(name)?.push(await measure(start))
      return figures(taken)
    } finally {
      emulator?.process.kill('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

function startsIn(folder: string, emulatorHost: string | undefined): Readonly<Record<string, Start>> {
  const hello = join(folder, 'hello.cjs')
  writeFileSync(hello, HELLO)
  const { file } = writeBundle(join(folder, 'bundle'))
  const env = {
    GOOGLE_CLOUD_PROJECT: 'demo-cold-start',
    OPENBELL_CONFIG: '{"broker":{"environment":"sandbox"}}',
    OPENBELL_CALLERS: 'anyone',
    METADATA_SERVER_DETECTION: 'none',
  }
  const isOpen = sessionAt(Date.now() as EpochMs).phase === 'regular'
  return {
    'an empty function': { target: 'hello', file: hello },
    ...(!isOpen && { 'a tick outside the session': { target: 'signal-scan', file, env } }),
    ...(emulatorHost !== undefined && {
      'a tick that uses Firestore': {
        target: 'safe-mode-on',
        file,
        env: { ...env, FIRESTORE_EMULATOR_HOST: emulatorHost },
      },
    }),
  }
}

async function measure({ target, file, env }: Start): Promise<ColdStart> {
  const port = await freePort()
  const startedAt = performance.now()
  const server = spawn(
    process.execPath,
    [FRAMEWORK, `--target=${target}`, `--source=${file}`, `--port=${port}`],
    {
      env: { ...process.env, NODE_ENV: 'production', NODE_DISABLE_COMPILE_CACHE: '1', ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  try {
    const answer = await firstAnswer(`http://127.0.0.1:${port}/`, server)
    if (!answer.ok) throw new Error(`${target} answered ${answer.status}: ${await answer.text()}`)
    await answer.text()
    return { ms: performance.now() - startedAt, peakMb: peakMb(server) }
  } finally {
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
  }
}

async function firstAnswer(url: string, server: ChildProcess): Promise<Response> {
  const until = performance.now() + ANSWER_MS_MAX
  while (performance.now() < until && server.exitCode === null) {
    const answer = await fetch(url, { method: 'POST' }).catch(() => undefined)
    if (answer) return answer
    await wait(2)
  }
  throw new Error(`no answer at ${url} within ${ANSWER_MS_MAX} ms`)
}

/** VmHWM of Linux, the high-water mark of the resident memory. */
function peakMb({ pid }: ChildProcess): number {
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1_024
}

function figures(taken: ReadonlyMap<string, readonly ColdStart[]>): readonly Figure[] {
  const label = (name: string, unit: Figure['unit']) => ({ group: 'cold-start', name, unit })
  const empty = figureOf(
    label('', 'ms'),
    (taken.get('an empty function') ?? []).map(({ ms }) => ms),
  )
  return [...taken].flatMap(([name, starts]) => {
    const times = starts.map(({ ms }) => ms)
    return [
      figureOf(label(`cold start of ${name}`, 'ms'), times),
      figureOf(
        label(`cold start of ${name} ÷ an empty one`, 'times'),
        times.map((ms) => ms / empty.median),
      ),
      figureOf(
        label(`memory of ${name}`, 'MB'),
        starts.map((start) => start.peakMb),
      ),
    ]
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('no free port')
  return address.port
}
