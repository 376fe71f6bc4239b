import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { CommandLine, type Ended, openbell, scratchFolder } from './command-line.ts'

const scratch = scratchFolder()
const file = join(scratch.path, 'secrets.json')
let simulator: CommandLine
let served: Record<'baseUrl' | 'consumerKey' | 'consumerSecret', string>

beforeAll(async () => {
  simulator = new CommandLine(['simulator'])
  const [line] = await simulator.shows(/^.+\n/)
  served = JSON.parse(line)
}, 30_000)

afterAll(() => {
  simulator.send('SIGKILL')
  scratch.remove()
})

const options = () => ['--environment', 'simulator', '--url', served.baseUrl, '--secrets', file]
const token = (action: string, ...more: readonly string[]) => openbell('token', action, ...options(), ...more)

/** Signs in as a person would: opens the page that is shown and types its code. */
async function login(code: (shown: string) => string = (shown) => shown): Promise<Ended> {
  const command = new CommandLine(['token', 'login', ...options()], { typing: true })
  if (!signedInBefore) command.type(`${served.consumerKey}\n${served.consumerSecret}\n`)
  signedInBefore = true
  const [page] = await command.warns(/http:\/\/127\.0\.0\.1:\d+\/\S+/)
  const answer = await fetch(page, { headers: { Accept: 'application/json' } })
  const { verifier } = (await answer.json()) as { readonly verifier: string }
  command.type(`${code(verifier)}\n`)
  return command.ended
}
let signedInBefore = false

describe('openbell token', () => {
  test('without a sign-in says what to do', async () => {
    const { exitCode, stderr } = await token('status')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('etrade-simulator-consumer-key')
  })

  test('login asks for the keys once, shows the page and takes its code', async () => {
    const { exitCode, stdout, stderr } = await login()
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(
        /^Signed in: account \*\*\*\*\w{4} \(CASH\)\. The token ends at midnight/,
      ),
    })
    expect(stderr).not.toContain(served.consumerSecret)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8'))).sort()).toEqual([
      'etrade-oauth-simulator',
      'etrade-simulator-consumer-key',
      'etrade-simulator-consumer-secret',
    ])
  })

  test('status asks the broker', async () => {
    const { exitCode, stdout } = await token('status')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^(ACTIVE|EXPIRING_SOON): the broker accepts it for account /)
  })

  test('a code that can be none is asked for again', async () => {
    const { exitCode, stderr } = await login((shown) => `no code!\n${shown}`)
    expect(exitCode).toBe(0)
    expect(stderr).toContain('The code has 4 to 8 letters and digits; this had 8 characters.')
  })

  test('revoke ends the token, and status knows', async () => {
    expect((await token('revoke')).stdout).toContain('ended at the broker and removed here')
    const { exitCode, stdout } = await token('status', '--json')
    expect({ exitCode, facts: JSON.parse(stdout) }).toEqual({ exitCode: 1, facts: { state: 'NOT_FOUND' } })
  })

  test('a simulator without its address is refused', async () => {
    const { exitCode, stderr } = await openbell('token', 'status', '--environment', 'simulator')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--url: was ""; the simulator needs the address')
  })
})
