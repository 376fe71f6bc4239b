import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { TelegramClient } from '../../../infra/telegram/telegram-client.ts'
import { telegramFailure } from '../../../infra/telegram/telegram-failure.ts'
import { DeliveryUnknownError, NotDeliveredError } from '../../../shared/ports/notifier.ts'
import { Secret } from '../../../shared/ports/secrets.ts'
import { BOT_TOKEN, BotApiDouble, OWNER } from '../../support/bot-api/bot-api-double.ts'
import type { Fault } from '../../support/bot-api/faults.ts'
import { ONE_PIXEL_PNG } from '../../support/bot-api/one-pixel.ts'

const chatId = OWNER.chat

let double: BotApiDouble
let client: TelegramClient

beforeEach(async () => {
  double = await BotApiDouble.start()
  client = clientOf()
})

afterEach(async () => {
  client.close()
  await double.stop()
})

function clientOf(parts: { apiRoot?: string; token?: string; deadlineMs?: number } = {}): TelegramClient {
  const { token = BOT_TOKEN, ...rest } = parts
  return new TelegramClient({ token: new Secret(token), apiRoot: double.root, ...rest })
}

async function failureOf(call: Promise<unknown>): Promise<Error> {
  try {
    await call
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('the call did not fail')
}

describe('what the bot sends', () => {
  test('is a text with markup, whose addresses are not shown as pages', async () => {
    const messageId = await client.sendText({ chatId, html: '<b>A</b> &amp; B' })
    expect(double.messages).toMatchObject([{ messageId, chatId, text: 'A & B' }])
    expect(double.calls[0]?.fields).toMatchObject({ link_preview_options: { is_disabled: true } })
  })

  test('is a picture, byte for byte', async () => {
    const png = Buffer.concat([ONE_PIXEL_PNG, Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 256))])
    await client.sendPicture({ chatId, png: new Uint8Array(png), caption: 'AT&T <1> 🔰' })
    const [sent] = double.messages
    expect(Buffer.from(sent?.photo ?? []).equals(png)).toBe(true)
    expect(sent?.text).toBe('AT&T <1> 🔰')
  })

  test('is the answer to a tap', async () => {
    await client.sendText({ chatId, html: 'Sure?', keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] })
    const { update } = await double.taps('Yes')
    const tapId = (update.callback_query as { readonly id: string }).id
    await client.answerTap(tapId, 'Paused')
    expect(double.tapAnswers).toEqual([{ tapId, words: 'Paused' }])
  })

  test('can lose its buttons, also twice', async () => {
    const keyboard = [[{ text: 'Yes', callback_data: 'yes' }]]
    const messageId = await client.sendText({ chatId, html: 'Sure?', keyboard })
    for (const _ of [1, 2]) await client.removeKeyboard({ chatId, messageId })
    expect(double.messages[0]).toMatchObject({ text: 'Sure?', keyboard: [] })
    const elsewhere = client.removeKeyboard({ chatId, messageId: messageId + 1 })
    await expect(elsewhere).rejects.toThrow('message to edit not found')
  })

  test('is the menu of commands', async () => {
    const commands = [{ command: 'status', description: 'What is held' }]
    await client.setCommands(commands)
    expect(double.calls).toEqual([{ method: 'setMyCommands', fields: { commands } }])
  })

  test('is where its updates go to', async () => {
    await client.setWebhook({ url: 'https://openbell.example/telegram', secret: new Secret('abc') })
    await client.deleteWebhook()
    expect(double.calls).toEqual([
      {
        method: 'setWebhook',
        fields: {
          url: 'https://openbell.example/telegram',
          secret_token: 'abc',
          allowed_updates: ['message', 'callback_query'],
        },
      },
      { method: 'deleteWebhook', fields: {} },
    ])
  })
})

describe('asking for updates', () => {
  test('answers them as they came, from an offset on', async () => {
    const { update: first } = await double.says('one')
    const { update: second } = await double.says('two')
    const poll = { timeoutSeconds: 0, signal: new AbortController().signal }
    expect(await client.getUpdates({ offset: 0, ...poll })).toEqual([first, second])
    expect(await client.getUpdates({ offset: second.update_id, ...poll })).toEqual([second])
  })

  test('waits longer than other calls may take', async () => {
    const patient = clientOf({ deadlineMs: 300 })
    const poll = { offset: 0, timeoutSeconds: 1, signal: new AbortController().signal }
    expect(await patient.getUpdates(poll)).toEqual([])
  })

  test('ends at once and without an error when it is called off', async () => {
    const off = new AbortController()
    const waiting = client.getUpdates({ offset: 0, timeoutSeconds: 60, signal: off.signal })
    while (double.calls.length === 0) await new Promise((resolve) => setImmediate(resolve))
    off.abort()
    expect(await waiting).toEqual([])
  })

  test('fails when a webhook is set', async () => {
    await client.setWebhook({ url: 'https://openbell.example/telegram', secret: new Secret('abc') })
    const poll = { offset: 0, timeoutSeconds: 0, signal: new AbortController().signal }
    await expect(client.getUpdates(poll)).rejects.toThrow("409 Conflict: can't use getUpdates")
  })
})

describe('a message certainly did not arrive', () => {
  test('when Telegram wants to be left alone, and it says for how long', async () => {
    double.fail('sendMessage', { kind: 'too-many-requests', retryAfterSeconds: 31 })
    const failure = await failureOf(client.sendText({ chatId, html: 'x' }))
    expect(failure).toBeInstanceOf(NotDeliveredError)
    expect(failure).toMatchObject({
      retryAfterMs: 31_000,
      message: 'Telegram refused sendMessage: 429 Too Many Requests: retry after 31',
    })
  })

  test.each<[Fault, string]>([
    [{ kind: 'internal-error' }, '500 Internal Server Error'],
    [
      { kind: 'refused', code: 403, description: 'Forbidden: bot was blocked by the user' },
      '403 Forbidden: bot was blocked by the user; open the chat with the bot and press Start',
    ],
  ])('when Telegram answers a no: %j', async (fault, words) => {
    double.fail('sendMessage', fault)
    const failure = await failureOf(client.sendText({ chatId, html: 'x' }))
    expect(failure).toBeInstanceOf(NotDeliveredError)
    expect(failure).toMatchObject({
      message: `Telegram refused sendMessage: ${words}`,
      retryAfterMs: undefined,
    })
  })

  test('when its markup is broken', async () => {
    const failure = await failureOf(client.sendText({ chatId, html: '<b>x' }))
    expect(failure).toBeInstanceOf(NotDeliveredError)
    expect(failure.message).toContain("400 Bad Request: can't parse entities")
  })

  test('when the token is wrong, and it says what to do', async () => {
    const failure = await failureOf(clientOf({ token: '1:other' }).sendText({ chatId, html: 'x' }))
    expect(failure).toBeInstanceOf(NotDeliveredError)
    expect(failure.message).toBe(
      'Telegram refused sendMessage: 401 Unauthorized; store the token that @BotFather shows as the secret telegram-bot-token',
    )
  })

  test('when nobody listens at the address', async () => {
    await double.stop()
    const failure = await failureOf(client.sendText({ chatId, html: 'x' }))
    double = await BotApiDouble.start()
    expect(failure).toBeInstanceOf(NotDeliveredError)
    expect(failure.message).toBe("Telegram can't be reached for sendMessage: ECONNREFUSED")
  })

  test.each(['ENOTFOUND', 'EAI_AGAIN'])('when the host is not found: %s', (code) => {
    const call = { method: 'sendMessage', token: new Secret(BOT_TOKEN), deadlineMs: 1 }
    const failure = telegramFailure(call, Object.assign(new Error(`/bot${BOT_TOKEN}/`), { code }))
    expect(failure).toBeInstanceOf(NotDeliveredError)
    expect(failure.message).toBe(`Telegram can't be reached for sendMessage: ${code}`)
  })
})

describe('nobody knows whether a message arrived', () => {
  test.each<[Fault, string, number]>([
    [{ kind: 'dropped-before' }, 'ECONNRESET', 0],
    [{ kind: 'dropped-after' }, 'ECONNRESET', 1],
    [{ kind: 'bad-gateway' }, 'a gateway answered in its place (502)', 0],
    [{ kind: 'unreadable', status: 200, body: '<html>' }, 'invalid-json', 0],
    [{ kind: 'unreadable', status: 403, body: '{"error":"proxy"}' }, 'a gateway answered in its place', 0],
    [{ kind: 'unreadable', status: 200, body: 'null' }, 'TypeError', 0],
  ])('after %j', async (fault, reason, arrived) => {
    double.fail('sendMessage', fault)
    const failure = await failureOf(client.sendText({ chatId, html: 'x' }))
    expect(failure).toBeInstanceOf(DeliveryUnknownError)
    expect(failure.message).toContain(`nobody knows whether Telegram did sendMessage: ${reason}`)
    expect(double.messages).toHaveLength(arrived)
  })

  test('when the answer takes too long', async () => {
    double.fail('sendMessage', { kind: 'slow', delayMs: 5_000 })
    double.fail('sendPhoto', { kind: 'slow', delayMs: 5_000 })
    const hasty = clientOf({ deadlineMs: 150 })
    const calls = [
      hasty.sendText({ chatId, html: 'x' }),
      hasty.sendPicture({ chatId, png: ONE_PIXEL_PNG, caption: 'x' }),
    ]
    for (const call of calls) {
      const failure = await failureOf(call)
      expect(failure).toBeInstanceOf(DeliveryUnknownError)
      expect(failure.message).toContain('no answer within 150 ms')
    }
    expect(double.messages).toHaveLength(2)
  })

  test('and it is never sent a second time by itself', async () => {
    double.fail('sendMessage', { kind: 'dropped-after' })
    await failureOf(client.sendText({ chatId, html: 'x' }))
    await client.sendText({ chatId, html: 'y' })
    expect(double.messages.map(({ text }) => text)).toEqual(['x', 'y'])
  })
})

describe('the token of the bot', () => {
  test.each<Fault>([
    { kind: 'too-many-requests', retryAfterSeconds: 1 },
    { kind: 'internal-error' },
    { kind: 'bad-gateway' },
    { kind: 'unreadable', status: 200, body: '<html>' },
    { kind: 'unreadable', status: 404, body: '<html>' },
    { kind: 'unreadable', status: 200, body: 'null' },
    { kind: 'refused', code: 400, description: `Bad Request: /bot${BOT_TOKEN}/ is wrong` },
    { kind: 'dropped-before' },
    { kind: 'dropped-after' },
    { kind: 'slow', delayMs: 5_000 },
  ])('is in no error after %j', async (fault) => {
    double.fail('sendMessage', fault)
    expectNoToken(await failureOf(clientOf({ deadlineMs: 150 }).sendText({ chatId, html: 'x' })))
  })

  test.each(['http://127.0.0.1:1', 'https://127.0.0.1:1', 'no address', 'ftp://127.0.0.1'])(
    'is in no error when the address is %s',
    async (apiRoot) => {
      expectNoToken(await failureOf(clientOf({ apiRoot }).sendText({ chatId, html: 'x' })))
    },
  )

  test('is not shown with the client', () => {
    expectNoToken(client)
  })
})

function expectNoToken(shown: unknown): void {
  const [number = '', secret = ''] = BOT_TOKEN.split(':')
  const text = inspect(shown, { depth: 10, showHidden: true })
  expect(text).not.toContain(number)
  expect(text).not.toContain(secret)
}
