import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { COMMANDS } from '../../shared/commands/command-catalogue.ts'
import { BOT_TOKEN, BotApiDouble } from '../support/bot-api/bot-api-double.ts'
import { CommandLine, openbell, openbellJson, scratchFolder } from './command-line.ts'

const scratch = scratchFolder()
const secrets = join(scratch.path, 'secrets.json')
const url = 'https://telegram-webhook.example.com/'
let double: BotApiDouble

beforeEach(async () => {
  double = await BotApiDouble.start()
  process.env['OPENBELL_TELEGRAM_API'] = double.root
})
afterEach(async () => {
  delete process.env['OPENBELL_TELEGRAM_API']
  await double.stop()
})
afterAll(scratch.remove)

const secretsKept = () => JSON.parse(readFileSync(secrets, 'utf8'))
const called = (method: string) => double.calls.filter((call) => call.method === method)

describe('openbell telegram', () => {
  test('asks for the token once, keeps it, and tells whose it is', async () => {
    const first = new CommandLine(['telegram', 'status', '--secrets', secrets], { typing: true })
    first.type(`${BOT_TOKEN}\n`)
    expect(await first.ended).toMatchObject({ exitCode: 0, stdout: '@openbell_bot answers.\n' })
    expect(secretsKept()['telegram-bot-token']).toBe(BOT_TOKEN)
    expect(await openbellJson('telegram', 'status', '--secrets', secrets)).toEqual({ bot: 'openbell_bot' })
  })

  test('connects with a new secret each time, and fills the menu of commands', async () => {
    const connect = () => openbellJson('telegram', 'connect', '--secrets', secrets, '--url', url)
    expect(await connect()).toEqual({ bot: 'openbell_bot', url })
    const before = secretsKept()['telegram-webhook-secret']
    await connect()
    const webhooks = called('setWebhook').map(({ fields }) => [fields['url'], fields['secret_token']])
    expect(webhooks).toEqual([
      [url, before],
      [url, secretsKept()['telegram-webhook-secret']],
    ])
    expect(secretsKept()['telegram-webhook-secret']).not.toBe(before)
    const menu = called('setMyCommands')[0]?.fields['commands']
    expect(JSON.stringify(menu)).toContain('flatten')
    expect(COMMANDS.length).toBeGreaterThan(30)
  })

  test('disconnects', async () => {
    const { stdout } = await openbell('telegram', 'disconnect', '--secrets', secrets)
    expect([stdout, called('deleteWebhook').length]).toEqual(['@openbell_bot brings nothing any more.\n', 1])
  })

  test('an address that is none is refused before anything is changed', async () => {
    const before = secretsKept()['telegram-webhook-secret']
    const { exitCode, stderr } = await openbell(
      'telegram',
      'connect',
      '--secrets',
      secrets,
      '--url',
      'http://x',
    )
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/--url: was "http:\/\/x"; it must be the https address of telegram-webhook/)
    expect(secretsKept()['telegram-webhook-secret']).toBe(before)
  })

  test('a token that Telegram refuses is an error without the token', async () => {
    await double.stop()
    double = await BotApiDouble.start({ token: '7654321:another-bot' })
    process.env['OPENBELL_TELEGRAM_API'] = double.root
    const { exitCode, stderr } = await openbell('telegram', 'status', '--secrets', secrets)
    expect([exitCode, stderr.includes(BOT_TOKEN)]).toEqual([1, false])
    expect(stderr).toContain('Unauthorized')
  })
})
