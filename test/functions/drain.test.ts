import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test } from '@jest/globals'
import { type RunningFramework, startFramework } from '../support/framework-process.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const source = (path: string) => JSON.stringify(pathToFileURL(join(ROOT, path)).href)

/** A function that takes as long as it is told to, in a process that drains. */
const SLOW = `
  import { http } from ${source('node_modules/@google-cloud/functions-framework/build/src/index.js')}
  const { Drain } = await import(${source('functions/drain.ts')})
  const { StructuredLog } = await import(${source('infra/log/structured-log.ts')})
  const { startMachineStopwatch } = await import(${source('infra/clock/machine-stopwatch.ts')})
  const drain = new Drain({ log: new StructuredLog(), startStopwatch: startMachineStopwatch })
  drain.takeOver()
  http('slow', drain.counted(async (request, response) => {
    console.log('started')
    await new Promise((resolve) => setTimeout(resolve, Number(request.query.ms)))
    response.send('whole')
  }))
`

const folders: string[] = []
const running: RunningFramework[] = []

afterEach(() => {
  for (const { server } of running.splice(0)) server.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** The function in the framework's own process, listening. */
async function startSlow() {
  const folder = mkdtempSync(join(tmpdir(), 'openbell-drain-'))
  folders.push(folder)
  const file = join(folder, 'slow.mjs')
  writeFileSync(file, SLOW)
  const framework = await startFramework({ target: 'slow', file })
  running.push(framework)
  return framework
}

test('SIGTERM lets the request in flight end: it is answered 200, then the process exits with 0', async () => {
  const { server, url, says, ended } = await startSlow()
  const answer = fetch(`${url}?ms=700`, { method: 'POST' }).then(async (response) => [
    response.status,
    await response.text(),
  ])
  await says('started')
  server.kill('SIGTERM')
  expect(await answer).toEqual([200, 'whole'])
  const { exitCode, output } = await ended
  expect(exitCode).toBe(0)
  expect(output).toContain('"inFlight":1')
  expect(output).not.toContain('cut off')
})

test('SIGTERM ends an idle process at once', async () => {
  const { server, ended } = await startSlow()
  const startedAt = performance.now()
  server.kill('SIGTERM')
  expect((await ended).exitCode).toBe(0)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})

test('a request that takes longer than the platform waits does not hold the process', async () => {
  const { server, url, says, ended } = await startSlow()
  const answer = fetch(`${url}?ms=60000`, { method: 'POST' }).then(
    ({ status }) => status,
    () => 'cut off',
  )
  await says('started')
  const startedAt = performance.now()
  server.kill('SIGTERM')
  const { exitCode, output } = await ended
  expect(exitCode).toBe(0)
  expect(performance.now() - startedAt).toBeLessThan(10_000)
  expect(output).toContain('requests were cut off')
  expect(await answer).not.toBe(200)
})
