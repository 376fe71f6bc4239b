import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const IN_THE_SDK = 'platform/cloud-firestore-emulator/cloud-firestore-emulator.jar'
const SDK_FOLDERS = [
  '/usr/lib/google-cloud-sdk',
  '/usr/share/google-cloud-sdk',
  '/opt/google-cloud-sdk',
  join(homedir(), 'google-cloud-sdk'),
]
const MAIN_CLASS = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore'
export const START_MS_MAX = 30_000

/** Where the emulator of the Google Cloud SDK lies; absent on a machine without it. */
export const emulatorJar = [
  process.env['FIRESTORE_EMULATOR_JAR'],
  ...SDK_FOLDERS.map((folder) => join(folder, IN_THE_SDK)),
].find((file) => file !== undefined && existsSync(file))

/** Starts the real Firestore emulator on a free port and waits until it answers; whoever starts it ends the process. */
export async function startEmulator(): Promise<{ readonly host: string; readonly process: ChildProcess }> {
  if (!emulatorJar)
    throw new Error('no Firestore emulator: install google-cloud-cli or set FIRESTORE_EMULATOR_JAR')
  const port = await freePort()
  const options = ['-Duser.language=en', '-cp', emulatorJar, MAIN_CLASS]
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
