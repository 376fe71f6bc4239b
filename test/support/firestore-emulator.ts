import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, describe } from '@jest/globals'
import { emulatorJar, START_MS_MAX, startEmulator } from './emulator-process.ts'

/** The emulator that somebody has started already. */
const runningHost = process.env['FIRESTORE_EMULATOR_HOST']

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
  const isThere = runningHost !== undefined || emulatorJar !== undefined
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
