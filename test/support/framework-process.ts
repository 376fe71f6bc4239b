import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** Where the framework lies; its command is started as the platform starts it. */
export const FRAMEWORK = resolve(import.meta.dirname, '../../node_modules/@google-cloud/functions-framework')

export interface RunningFramework {
  readonly server: ChildProcess
  readonly url: string
  /** Waits until the process has written these words. */
  says(words: string): Promise<void>
  readonly ended: Promise<{ readonly exitCode: number | null; readonly output: string }>
}

/** The real command of the Functions Framework in a process of its own, listening. */
export async function startFramework(of: {
  readonly target: string
  readonly file: string
  readonly env?: Readonly<Record<string, string>>
}): Promise<RunningFramework> {
  const port = await freePort()
  const options = [`--target=${of.target}`, `--source=${of.file}`, `--port=${port}`]
  const env = { ...process.env, NODE_ENV: '', ...of.env }
  const server = spawn(process.execPath, [`${FRAMEWORK}/build/src/main.js`, ...options], { env })
  let output = ''
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (text) => {
      output += text
    })
  const ended = once(server, 'close').then(([code]) => ({ exitCode: code as number | null, output }))
  const says = async (words: string) => {
    while (!output.includes(words)) {
      if (server.exitCode !== null) throw new Error(`the framework ended: ${output}`)
      await wait(10)
    }
  }
  await says('URL: http://localhost')
  return { server, url: `http://127.0.0.1:${port}/`, says, ended }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
