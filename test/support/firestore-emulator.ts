import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe } from '@jest/globals'

const IN_THE_SDK = 'platform/cloud-firestore-emulator/cloud-firestore-emulator.jar'
const SDK_FOLDERS = [
  '/usr/lib/google-cloud-sdk',
  '/usr/share/google-cloud-sdk',
  '/opt/google-cloud-sdk',
  join(homedir(), 'google-cloud-sdk'),
]
const MAIN_CLASS = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore'
const START_MS_MAX = 30_000

/** The emulator that somebody has started already. */
const runningHost = process.env['FIRESTORE_EMULATOR_HOST']

/** Where the emulator of the Google Cloud SDK lies; absent on a machine without it. */
const jar = [
  process.env['FIRESTORE_EMULATOR_JAR'],
  ...SDK_FOLDERS.map((folder) => join(folder, IN_THE_SDK)),
].find((file) => file !== undefined && existsSync(file))

/** A database of its own for each test, on the real emulator. */
export interface Emulator {
  readonly host: string
  /** A project that nobody has used: an empty database. */
  newProject(): string
}

/**
 * Runs the tests of `body` against the Firestore emulator, which is started for them. On a machine without one they
 * are skipped and say so; with OPENBELL_NEEDS_EMULATOR set, as in CI, they fail there.
 */
export function describeOnEmulator(name: string, body: (emulator: Emulator) => void): void {
  const isThere = runningHost !== undefined || jar !== undefined
  if (!isThere && process.env['OPENBELL_NEEDS_EMULATOR'] === undefined) {
    process.stdout.write(
      `SKIPPED ${name}: no Firestore emulator; install google-cloud-cli or set FIRESTORE_EMULATOR_JAR\n`,
    )
    describe.skip(name, () => body({ host: '', newProject: () => '' }))
    return
  }
  describe(name, () => {
    let host = runningHost ?? ''
    let started: ChildProcess | undefined
    beforeAll(async () => {
      if (!runningHost) ({ host, process: started } = await startEmulator())
      process.env['FIRESTORE_EMULATOR_HOST'] = host
      // Nobody answers at the metadata server's address here, and the client would wait for it.
      process.env['METADATA_SERVER_DETECTION'] = 'none'
    }, START_MS_MAX + 5_000)
    afterAll(async () => {
      if (!started) return
      const ended = once(started, 'exit')
      started.kill('SIGTERM')
      await ended
    })
    body({
      get host() {
        return host
      },
      newProject: () => `demo-${randomUUID()}`,
    })
  })
}

async function startEmulator(): Promise<{ readonly host: string; readonly process: ChildProcess }> {
  if (!jar) throw new Error('no Firestore emulator: install google-cloud-cli or set FIRESTORE_EMULATOR_JAR')
  const port = await freePort()
  const options = ['-Duser.language=en', '-cp', jar, MAIN_CLASS]
  const emulator = spawn('java', [...options, 'start', '--host=127.0.0.1', `--port=${port}`], {
    stdio: 'ignore',
  })
  const failed = once(emulator, 'error').then(([error]) => Promise.reject(error as Error))
  await Promise.race([isUp(port), failed])
  return { host: `127.0.0.1:${port}`, process: emulator }
}

async function isUp(port: number): Promise<void> {
  const until = performance.now() + START_MS_MAX
  while (performance.now() < until) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
    if (answer?.ok) return
    await wait(100)
  }
  throw new Error(`the Firestore emulator did not answer within ${START_MS_MAX} ms`)
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
