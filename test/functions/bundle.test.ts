import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { unzipSync } from 'fflate'
import { type Bundle, writeBundle } from '../../local/bundle.ts'
import { describeOnEmulator } from '../support/firestore-emulator.ts'
import { FRAMEWORK, type RunningFramework, startFramework } from '../support/framework-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'openbell-bundle-'))
let bundle: Bundle
let running: RunningFramework | undefined

/** Of all packages only the framework can be found from the folder, as on the platform. */
beforeAll(() => {
  bundle = writeBundle(folder)
  mkdirSync(join(folder, 'node_modules/@google-cloud'), { recursive: true })
  symlinkSync(FRAMEWORK, join(folder, 'node_modules/@google-cloud/functions-framework'))
}, 60_000)

afterEach(() => {
  running?.server.kill('SIGKILL')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The deployed function on a Saturday noon in New York, whenever the test runs. */
async function startOnSaturday(target: string, env: Readonly<Record<string, string>> = {}) {
  const saturday = join(folder, 'saturday.cjs')
  writeFileSync(saturday, `const now = Date.UTC(2026, 2, 7, 17); Date.now = () => now\n`)
  running = await startFramework({
    target,
    file: bundle.file,
    env: {
      NODE_OPTIONS: `--require=${saturday}`,
      GOOGLE_CLOUD_PROJECT: 'demo-project',
      OPENBELL_CONFIG: '{"broker":{"environment":"sandbox"}}',
      OPENBELL_CALLERS: 'anyone',
      ...env,
    },
  })
  return running
}

async function post({ url }: RunningFramework) {
  const response = await fetch(url, { method: 'POST' })
  return { status: response.status, body: JSON.parse(await response.text()) }
}

describe('the bundle runs with nothing but the framework', () => {
  test('outside the session it answers, leaves one log line and drains', async () => {
    const framework = await startOnSaturday('watchdog')
    expect(await post(framework)).toEqual({
      status: 200,
      body: {
        job: 'watchdog',
        at: '2026-03-07 12:00 ET',
        status: 'skipped',
        reason: 'market-closed: weekend',
      },
    })
    framework.server.kill('SIGTERM')
    const { exitCode, output } = await framework.ended
    expect(exitCode).toBe(0)
    const lines = output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
    expect(lines.map(({ message }) => message)).toEqual([
      'run ended: skipped',
      'SIGTERM: the process ends when its requests have',
    ])
    const [{ correlationId, ...line }] = lines
    expect(line).toMatchObject({ severity: 'INFO', job: 'watchdog', status: 'skipped' })
    expect(line['logging.googleapis.com/trace']).toBe(`projects/demo-project/traces/${correlationId}`)
  })

  test('it turns away who has no identity token', async () => {
    const framework = await startOnSaturday('signal-scan', {
      OPENBELL_CALLERS: 'scheduler@demo-project.iam.gserviceaccount.com',
      OPENBELL_FUNCTIONS_URL: 'https://us-east4-demo-project.cloudfunctions.net',
    })
    const { status, body } = await post(framework)
    expect(status).toBe(401)
    expect(body.problem).toContain('https://us-east4-demo-project.cloudfunctions.net/signal-scan')
  })

  test('a configuration that is refused is told by its key', async () => {
    const framework = await startOnSaturday('safe-mode-on', { OPENBELL_CONFIG: '{"exits":{"jumpPct":"3"}}' })
    const { status, body } = await post(framework)
    expect(status).toBe(500)
    expect(body.problem).toContain('exits.jumpPct')
  })
})

describeOnEmulator('the bundle on the Firestore emulator', (emulator) => {
  test('the owner’s safe mode is written', async () => {
    const framework = await startOnSaturday('safe-mode-on', {
      GOOGLE_CLOUD_PROJECT: emulator.newProject(),
      FIRESTORE_EMULATOR_HOST: emulator.host,
    })
    const { status, body } = await post(framework)
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'done', safeMode: [{ reason: 'manual' }] })
  })
})

test('the archive holds the bundle, what it opens late, and what the platform must install', () => {
  const entries = unzipSync(readFileSync(bundle.archive))
  expect(Object.keys(entries).filter((name) => !name.startsWith('late/'))).toEqual([
    'functions.mjs',
    'package.json',
  ])
  expect(Object.keys(entries).join(' ')).toMatch(/late\/firestore-\w+\.mjs/)
  for (const [name, content] of Object.entries(entries))
    expect(Buffer.from(content)).toEqual(readFileSync(join(folder, name)))
  expect(Object.keys(entries)).toEqual(
    expect.arrayContaining(['late/fonts/DejaVuSans.ttf', 'late/fonts/DejaVuSans-LICENSE.txt']),
  )
  const { main, dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const exactVersion = expect.stringMatching(/^\d+\.\d+\.\d+$/)
  expect({ main, dependencies }).toEqual({
    main: 'functions.mjs',
    dependencies: { '@google-cloud/functions-framework': exactVersion, '@resvg/resvg-js': exactVersion },
  })
})

/** Until here no function could have loaded what draws: it could not be found. */
test('with what the platform installs, the bundle draws a picture with its text', () => {
  const installed = join(folder, 'node_modules/@resvg')
  symlinkSync(resolve('node_modules/@resvg'), installed)
  try {
    expect(drawnBytes('<text x="9" y="40" font-size="30">Text</text>')).not.toEqual(drawnBytes(''))
  } finally {
    rmSync(installed)
  }
})

/** What the deployed code draws, in a process of its own, as base64. */
function drawnBytes(content: string): string {
  const chunks = bundle.files.filter((file) => /draw-png-\w+\.mjs$/.test(file))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">${content}</svg>`
  const program = `
    const { drawPng } = await import(${JSON.stringify(pathToFileURL(chunks[0] ?? ''))})
    process.stdout.write(Buffer.from(await drawPng(${JSON.stringify(svg)})).toString('base64'))
  `
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(`nothing was drawn: ${ran.stderr}`)
  return ran.stdout
}

test('the same sources make the same archive', () => {
  const again = mkdtempSync(join(tmpdir(), 'openbell-bundle-'))
  try {
    expect(readFileSync(writeBundle(again).archive)).toEqual(readFileSync(bundle.archive))
  } finally {
    rmSync(again, { recursive: true, force: true })
  }
}, 60_000)
