import { beforeAll, describe, expect, test } from '@jest/globals'
import { functionNames } from '../../functions/index.ts'
import { nextSteps } from '../../local/setup/next-commands.ts'
import { alertSchema } from '../../shared/alerts/alert.ts'
import { parseConfig } from '../../shared/config/config.ts'
import { openbell } from '../e2e/command-line.ts'
import { localMap, sourceOf, terraformText } from '../terraform/terraform-sources.ts'

const PAGES = [
  'docs/deploy.md',
  'docs/runbook.md',
  'docs/quickstart.md',
  'docs/contributing.md',
  'docs/strategy.md',
]

/** What stands between backticks on a page, in a block or within a line; each line break counts as a space. */
const code = PAGES.flatMap((page) =>
  Array.from(
    withoutOtherBlocks(sourceOf(page)).matchAll(/^```sh\n(.*?)^```$|`([^`]+)`/gms),
    ([, block, span]) => ({
      page,
      text: block ?? span?.replace(/\s+/g, ' ') ?? '',
    }),
  ),
)

/** What a command prints, or a file holds, is no command. */
function withoutOtherBlocks(text: string): string {
  return text.replace(/^```(\w*)\n.*?^```$/gms, (block, language) => (language === 'sh' ? block : ''))
}

/** Everything on the pages that a pattern finds in code, each once. */
function named(pattern: RegExp): readonly string[] {
  const found = code.flatMap(({ text }) => Array.from(text.matchAll(pattern), ([, name = '']) => name))
  return [...new Set(found)].toSorted()
}

describe('the commands on the pages', () => {
  const calls = named(/\bopenbell ([a-z][^\n|;&`]*)/g).map((call) => call.trim().split(/ +/))
  const helps = new Map<string, string>()

  beforeAll(async () => {
    for (const name of new Set(calls.map(([command = '']) => command)))
      helps.set(name, (await openbell(name, '--help')).stdout)
  }, 60_000)

  test('there are some', () => {
    expect(calls.map(([name]) => name)).toEqual(
      expect.arrayContaining(['setup', 'doctor', 'token', 'trigger']),
    )
  })

  test('every command of openbell exists', async () => {
    const { stdout } = await openbell('--help')
    const existing = Array.from(stdout.matchAll(/^ {2}([\w-]+) /gm), ([, name = '']) => name)
    expect(existing).toEqual(expect.arrayContaining([...helps.keys()]))
  })

  test('every option of theirs exists', () => {
    const unknown = calls.flatMap(([name = '', ...words]) =>
      words
        .filter((word) => word.startsWith('--') && !helps.get(name)?.includes(`${word.split('=')[0]} `))
        .map((word) => `openbell ${name} ${word}`),
    )
    expect(unknown).toEqual([])
  })

  test('what is triggered is a function, what is done to the token an action', () => {
    const called = calls.filter(([name]) => name === 'trigger').map(([, name]) => name)
    expect(functionNames).toEqual(expect.arrayContaining(called))
    const actions = calls.filter(([name]) => name === 'token').map(([, action]) => action)
    expect(['login', 'status', 'revoke']).toEqual(expect.arrayContaining(actions))
  })

  test('every script of npm exists', () => {
    const scripts = Object.keys(JSON.parse(sourceOf('package.json')).scripts)
    expect(scripts).toEqual(expect.arrayContaining([...named(/\bnpm run ([\w:]+)/g)]))
  })

  test('every output and job of terraform exists', () => {
    for (const output of named(/terraform -chdir=terraform output (?:-raw )?(\w+)/g))
      expect(terraformText).toContain(`output "${output}" {`)
    const jobs = named(/gcloud scheduler jobs (?:run|resume|pause) ([a-z][\w-]*)/g)
    expect([...localMap('jobs').keys()]).toEqual(expect.arrayContaining([...jobs]))
  })

  test('pausing names every job', () => {
    const [listed = ''] = named(/^for job in (.*); do$/gm)
    expect(listed.split(' ').toSorted()).toEqual([...localMap('jobs').keys()].toSorted())
  })

  test('every setting exists', () => {
    const sections = Object.entries(parseConfig({})).filter(([, section]) => typeof section === 'object')
    for (const [name, section] of sections)
      expect(Object.keys(section)).toEqual(
        expect.arrayContaining([...named(new RegExp(`^${name}\\.(\\w+)$`, 'g'))]),
      )
  })
})

test('the page tells the commands that setup prints', () => {
  const steps = nextSteps({
    projectId: 'your-project-id',
    region: 'us-east4',
    alertEmail: 'you@example.com',
    owner: 'user:you@example.com',
    telegramUserId: 1,
    telegramChatId: 1,
    environment: 'sandbox',
    billingAccount: null,
    budgetUsd: 5,
  })
  const lines = new Set(sourceOf('docs/deploy.md').split('\n'))
  expect(steps.flatMap(({ commands }) => commands).filter((command) => !lines.has(command))).toEqual([])
})

test('every alert has a section in the runbook, and no section is of an alert that is none', () => {
  const sections = Array.from(sourceOf('docs/runbook.md').matchAll(/^## (.+)$/gm), ([, title]) => title)
  expect(sections.toSorted()).toEqual(alertSchema.shape.type.options.toSorted())
})

test.each(alertSchema.shape.type.options)('the section %s says what happens and what to do', (type) => {
  const [, section = ''] =
    new RegExp(`^## ${type}$(.*?)(?=^## |$(?![\\s\\S]))`, 'ms').exec(sourceOf('docs/runbook.md')) ?? []
  expect(section).toContain('**By itself:**')
  expect(section).toContain('**You:**')
})
