import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiRoute } from '../../shared/api/api-route.ts'
import { apiRoutes } from '../../shared/api/api-routes.ts'
import { CommandLine, scratchFolder } from '../e2e/command-line.ts'
import { NOT_RUN_HERE } from './not-run-here.ts'
import { PageShell } from './page-shell.ts'
import { documentedCommands } from './pages.ts'
import { furnish } from './scratch-place.ts'

const commands = [...new Set(documentedCommands.map(({ command }) => command))]
const runHere = commands.filter((command) => reasonsOf(command).length === 0)
const ofRunningSystem = runHere.filter((command) => /^curl |openbell (trigger|dashboard)/.test(command))
const ofKeptRun = inTime(runHere.filter((command) => !ofRunningSystem.includes(command)))

/** Smaller than on the page, so that all of them take minutes: the same code on fewer days. */
const SMALLER: readonly (readonly [RegExp, string])[] = [
  [/--sessions \d+/, '--sessions 3'],
  [/^(npx openbell (?:backtest|sweep)(?!.*--sessions)(?!.*--data).*)$/, '$1 --sessions 3'],
  [/--days \d+/, '--days 1'],
  [
    /^(npx openbell (?:demo|backtest|sweep|cost)(?!.*--(?:data|symbols|strategy)).*)$/,
    '$1 --symbols SPY,TQQQ,SQQQ',
  ],
  // Another page imports the same file and says how its times are written.
  [/--input bars\.csv/, '--input AAPL.csv'],
  [/^(npx openbell evaluate gate)/, '$1 --seeds 10'],
  [/^(npm start.*)$/, '$1 --port 0'],
  [/^npm start --port/, 'npm start -- --port'],
  [/--port 9100/, '--port 0'],
]

/** What a command shows that goes on until Ctrl-C. */
const SERVES: readonly (readonly [RegExp, RegExp])[] = [
  [/^npm start/, /Ctrl-C stops/],
  [/^npx openbell simulator/, /127\.0\.0\.1:\d+/],
]

const place = scratchFolder()
afterAll(() => place.remove())

test('every command that is not run here has one reason, and every reason a command', () => {
  expect(commands.filter((command) => reasonsOf(command).length > 1)).toEqual([])
  const unused = NOT_RUN_HERE.filter(
    ({ command }) => !commands.some((documented) => command.test(documented)),
  )
  expect(unused).toEqual([])
})

describe('beside a kept day', () => {
  let shell: PageShell
  let serving: PageShell

  beforeAll(async () => {
    shell = furnishedShell('kept')
    serving = furnishedShell('serving')
    const { exitCode, stderr } = await shell.run('npx openbell demo --store .openbell/seed-13')
    expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' })
  }, 120_000)

  test.each(ofKeptRun)(
    '%s',
    async (command) => {
      const until = SERVES.find(([pattern]) => pattern.test(command))?.[1]
      // What serves keeps a run of its own, and others ask for the newest.
      const ran = await (until ? serving : shell).run(smaller(command), until)
      if (until) expect(ran.stdout).toMatch(until)
      else expect(ran).toMatchObject({ exitCode: 0, stderr: ran.exitCode === 0 ? ran.stderr : '' })
    },
    120_000,
  )
})

describe('beside a running system', () => {
  let shell: PageShell
  let running: CommandLine
  let port: number

  beforeAll(async () => {
    const folder = join(place.path, 'running')
    mkdirSync(folder)
    port = await freePort()
    running = new CommandLine(['start', '--speed', '60', '--port', String(port)], { cwd: folder })
    await running.shows(/signed in at the broker/)
    const { stdout } = await new PageShell(folder).run('npx openbell dashboard --token')
    shell = new PageShell(folder, { TOKEN: stdout.split('\n')[0] })
  }, 60_000)

  afterAll(async () => {
    running.send('SIGINT')
    await running.ended
  })

  // Signing out ends the session that all the others use.
  const inOrder = ofRunningSystem.toSorted(
    (first, second) => Number(first.includes('sign-out')) - Number(second.includes('sign-out')),
  )

  test.each(inOrder)(
    '%s',
    async (command) => {
      const onPort = command
        .replaceAll('8787', String(port))
        .replace(/openbell trigger .*/, `$& --port ${port}`)
      const ran = await shell.run(onPort)
      expect(ran).toMatchObject({ exitCode: 0 })
      if (command.includes('8787/api')) expect(statusesOf(command)).toContain(ran.stdout.split('\n').at(-1))
    },
    60_000,
  )
})

/** With OPENBELL_LONG_SHARE=4, as in CI, every fourth of those that live or search whole days; all of the others. */
function inTime(all: readonly string[]): readonly string[] {
  const share = Number(process.env['OPENBELL_LONG_SHARE'] ?? 1)
  const long = all.filter((command) =>
    /(backtest|sweep|simulate|demo|evaluate|paper-loop|cost)\b/.test(command),
  )
  return all.filter((command) => !long.includes(command) || long.indexOf(command) % share === 0)
}

function furnishedShell(name: string): PageShell {
  const folder = join(place.path, name)
  mkdirSync(folder)
  furnish(folder)
  return new PageShell(folder)
}

function reasonsOf(command: string): readonly string[] {
  return NOT_RUN_HERE.filter((entry) => entry.command.test(command)).map(({ reason }) => reason)
}

function smaller(command: string): string {
  return SMALLER.reduce((text, [pattern, words]) => text.replace(pattern, words), command)
}

/** What the contract lets a call with placeholders answer: the real thing, or a refusal of its own. */
function statusesOf(command: string): readonly string[] {
  const [, path = ''] = /8787\/api(\/\S*)/.exec(command) ?? []
  const method = command.includes('-X POST') ? 'post' : 'get'
  const route = Object.values<ApiRoute>(apiRoutes).find(
    (each) => each.method === method && new RegExp(`^${each.path.replace(/:\w+/g, '[^/]+')}$`).test(path),
  )
  if (route === undefined) throw new Error(`no route is called by: ${command}`)
  return ['200', ...Object.keys(route.refusals ?? {})]
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
