import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { BOT_TOKEN, BotApiDouble } from '../support/bot-api/bot-api-double.ts'
import { describeOnEmulator } from '../support/firestore-emulator.ts'
import { CommandLine, type Ended, openbell, scratchFolder } from './command-line.ts'

const scratch = scratchFolder()
const store = join(scratch.path, 'store')
const secrets = join(scratch.path, 'secrets.json')
const servers: Server[] = []
let simulator: CommandLine
let served: Record<'baseUrl' | 'consumerKey' | 'consumerSecret', string>

beforeAll(async () => {
  simulator = new CommandLine(['simulator'])
  const [line] = await simulator.shows(/^.+\n/)
  served = JSON.parse(line)
}, 30_000)

afterAll(() => {
  simulator.send('SIGKILL')
  for (const server of servers) server.close()
  scratch.remove()
})

interface Finding {
  readonly check: string
  readonly level: string
  readonly seen: string
  readonly remedy?: string
}

const simulated = () => ['--environment', 'simulator', '--url', served.baseUrl]

function doctor(...more: readonly string[]): Promise<Ended> {
  return openbell('doctor', '--store', store, '--secrets', secrets, ...simulated(), ...more)
}

async function found(
  ...more: readonly string[]
): Promise<{ readonly exitCode: number | null; readonly of: (check: string) => Finding | undefined }> {
  const { exitCode, stdout, stderr } = await doctor(...more, '--json')
  if (stderr !== '') throw new Error(stderr)
  const { findings }: { readonly findings: readonly Finding[] } = JSON.parse(stdout)
  return { exitCode, of: (name) => findings.find(({ check }) => check === name) }
}

function scratchFile(name: string, text: string): string {
  const file = join(scratch.path, name)
  writeFileSync(file, text, { mode: 0o600 })
  return file
}

/** A server on loopback whose clock is so far ahead of ours, or that does not tell its time. */
async function clockAheadBy(seconds: number | undefined): Promise<string> {
  const server = createServer((_request, response) => {
    response.sendDate = false
    if (seconds !== undefined)
      response.setHeader('Date', new Date(Date.now() + seconds * 1_000).toUTCString())
    response.end()
  })
  servers.push(server)
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function signIn(): Promise<void> {
  const login = new CommandLine(['token', 'login', ...simulated(), '--secrets', secrets], { typing: true })
  login.type(`${served.consumerKey}\n${served.consumerSecret}\n`)
  const [page] = await login.warns(/http:\/\/127\.0\.0\.1:\d+\/\S+/)
  const answer = await fetch(page, { headers: { Accept: 'application/json' } })
  const { verifier } = (await answer.json()) as { readonly verifier: string }
  login.type(`${verifier}\n`)
  expect((await login.ended).exitCode).toBe(0)
}

describe('openbell doctor before a sign-in', () => {
  test('nothing has failed, and what is missing comes with its remedy', async () => {
    const { exitCode, of } = await found()
    expect(exitCode).toBe(0)
    const remedy = expect.stringContaining(
      `openbell token login --environment simulator --url ${served.baseUrl}`,
    )
    expect(of('secrets')).toMatchObject({ level: 'warning', seen: `there is no ${secrets}`, remedy })
    expect(of('broker')).toMatchObject({ level: 'warning', remedy })
  })

  test('leaves no folder behind that was not there', () => {
    expect(existsSync(store)).toBe(false)
  })

  test('a simulator without its address is not asked', async () => {
    const { exitCode, stdout } = await openbell(
      ...['doctor', '--store', store, '--secrets', secrets],
      ...['--environment', 'simulator', '--clock-url', served.baseUrl],
    )
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^warning +broker +not asked, as nobody has told .*; pass --url with /m)
  })
})

describe('openbell doctor after a sign-in', () => {
  beforeAll(signIn, 30_000)

  test('all is ok, and no secret is shown', async () => {
    const { exitCode, stdout, stderr } = await doctor()
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout.split('\n').map((line) => line.split(/ +/, 2).join(' '))).toEqual([
      'ok config',
      'ok clock',
      'ok store',
      'ok secrets',
      'ok broker',
      'warning telegram',
      '',
    ])
    expect(stdout).toMatch(/^ok +secrets +.*, mode 0600: .*etrade-oauth-simulator/m)
    expect(stdout).toMatch(/^ok +broker +simulator accepts the token for account \*{4}\w{4} \(CASH\)$/m)
    expect(stdout).not.toContain(served.consumerKey)
    expect(stdout).not.toContain(served.consumerSecret)
  })

  test('a bot is asked, and one that is refused is told so without its token', async () => {
    const double = await BotApiDouble.start()
    process.env['OPENBELL_TELEGRAM_API'] = double.root
    try {
      const right = scratchFile('bot.json', JSON.stringify({ 'telegram-bot-token': BOT_TOKEN }))
      const { of } = await found('--secrets', right)
      expect(of('telegram')).toMatchObject({ level: 'ok', seen: '@openbell_bot answers' })
      const wrong = scratchFile('wrong-bot.json', JSON.stringify({ 'telegram-bot-token': 'words' }))
      const other = (await found('--secrets', wrong)).of('telegram')
      expect(other).toMatchObject({ level: 'FAILED', seen: expect.stringContaining('401') })
      expect(JSON.stringify(other)).not.toContain('words')
    } finally {
      delete process.env['OPENBELL_TELEGRAM_API']
      await double.stop()
    }
  })

  test('a broken configuration fails with its key, and the rest is looked at all the same', async () => {
    const file = scratchFile('broken.json', JSON.stringify({ mode: 'DEMO', risc: {} }))
    const { exitCode, of } = await found('--config', file)
    expect(exitCode).toBe(1)
    expect(of('config')).toMatchObject({
      level: 'FAILED',
      seen: expect.stringContaining('risc: unknown key'),
    })
    expect(of('broker')).toMatchObject({ level: 'ok' })
  })

  test('a configuration that is no JSON fails, too', async () => {
    const { exitCode, of } = await found('--config', scratchFile('half.json', '{ "mode"'))
    expect(exitCode).toBe(1)
    expect(of('config')).toMatchObject({ level: 'FAILED', seen: expect.stringContaining('is not JSON') })
  })

  test('without a flag the environment is that of the configuration', async () => {
    const file = scratchFile('sandbox.json', JSON.stringify({ broker: { environment: 'sandbox' } }))
    const { stdout } = await openbell(
      ...['doctor', '--store', store, '--secrets', secrets, '--config', file],
      ...['--clock-url', served.baseUrl],
    )
    expect(stdout).toMatch(/^warning +broker +not asked, as there are no keys for sandbox;/m)
  })

  test('a clock that is minutes off fails, one that is seconds off is a warning', async () => {
    const far = await found('--clock-url', await clockAheadBy(-300))
    expect(far.exitCode).toBe(1)
    expect(far.of('clock')).toMatchObject({
      level: 'FAILED',
      seen: expect.stringMatching(/is (299|30[01])\.\d s behind this computer$/),
      remedy: expect.stringContaining('set the time of this computer'),
    })
    const near = await found('--clock-url', await clockAheadBy(20))
    expect(near.exitCode).toBe(0)
    expect(near.of('clock')).toMatchObject({ level: 'warning', seen: expect.stringContaining('ahead of') })
  })

  test('a clock that nobody tells is skipped with a line', async () => {
    const silent = await found('--clock-url', await clockAheadBy(undefined))
    expect(silent.exitCode).toBe(0)
    expect(silent.of('clock')).toMatchObject({
      level: 'warning',
      seen: expect.stringContaining('no usable Date'),
    })
    const absent = await found('--clock-url', 'http://127.0.0.1:9')
    expect(absent.exitCode).toBe(0)
    expect(absent.of('clock')).toMatchObject({
      level: 'warning',
      seen: expect.stringContaining('skipped: no answer from http://127.0.0.1:9'),
    })
  })

  test('an address that is none is a wrong call', async () => {
    const { exitCode, stderr } = await doctor('--clock-url', 'broker')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('--clock-url: was "broker"'),
    })
  })

  test('a store that can not be written fails', async () => {
    const { exitCode, of } = await found('--store', join(scratchFile('no-folder', ''), 'store'))
    expect(exitCode).toBe(1)
    expect(of('store')).toMatchObject({ level: 'FAILED', remedy: expect.stringContaining('--store') })
  })

  test('a folder that is there stays as it was', async () => {
    mkdirSync(store)
    const { of } = await found()
    expect(of('store')).toMatchObject({ level: 'ok', seen: `${store} keeps documents (SQLite)` })
    expect(readdirSync(store)).toEqual([])
  })

  test('a token that the broker does not accept fails', async () => {
    const other = new CommandLine(['simulator', '--seed', '2'])
    try {
      const [line] = await other.shows(/^.+\n/)
      const { exitCode, of } = await found('--url', JSON.parse(line).baseUrl)
      expect(exitCode).toBe(1)
      expect(of('broker')).toMatchObject({
        level: 'FAILED',
        remedy: expect.stringContaining('openbell token login --environment simulator'),
      })
    } finally {
      other.send('SIGKILL')
    }
  })

  test('secrets that others can read fail, and nothing in them is used', async () => {
    chmodSync(secrets, 0o644)
    const { exitCode, of } = await found()
    expect(exitCode).toBe(1)
    expect(of('secrets')).toMatchObject({
      level: 'FAILED',
      seen: expect.stringMatching(/is open to others \(mode 644\): run "chmod 600 .*secrets\.json"/),
    })
    expect(of('broker')).toMatchObject({ level: 'warning', seen: expect.stringContaining('not asked') })
    expect(of('telegram')).toMatchObject({ level: 'warning' })
  })
})

describeOnEmulator('openbell doctor on Firestore', ({ newProject }) => {
  test('the database gives back what was written', async () => {
    const project = newProject()
    const { of } = await found('--firestore', project)
    expect(of('store')).toMatchObject({ level: 'ok', seen: `Firestore of ${project} keeps documents` })
  })
})
