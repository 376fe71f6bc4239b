import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { Telegram, TelegramError } from 'telegraf'
import { BOT_TOKEN, BotApiDouble, OWNER } from '../../support/bot-api/bot-api-double.ts'
import { ONE_PIXEL_PNG } from '../../support/bot-api/one-pixel.ts'

const CHAT = OWNER.chat
const TAP = { text: 'Tap', callback_data: 'tap' }
const HTML = { parse_mode: 'HTML' } as const

let double: BotApiDouble
let bot: Telegram

beforeEach(async () => {
  double = await BotApiDouble.start()
  bot = new Telegram(BOT_TOKEN, { apiRoot: double.root })
})

afterEach(() => double.stop())

/** What the Bot API said instead of a result. */
async function refusalOf(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => new Error('the call was not refused'),
    (reason: unknown) => reason,
  )
  if (error instanceof TelegramError) return error.message
  throw error
}

function buttons(...row: readonly { readonly text: string; callback_data: string }[]) {
  return { reply_markup: { inline_keyboard: [[...row]] } }
}

describe('the door', () => {
  test('knows the bot by its token', async () => {
    expect(await bot.getMe()).toMatchObject({ is_bot: true, username: 'openbell_bot' })
    const stranger = new Telegram('1:other', { apiRoot: double.root })
    expect(await refusalOf(stranger.getMe())).toBe('401: Unauthorized')
  })

  test('has no methods but those of the Bot API that we use', async () => {
    expect(await refusalOf(bot.callApi('logOut', {}))).toBe('404: Not Found')
  })

  test('takes a form as well as JSON', async () => {
    const body = new URLSearchParams({ chat_id: '7', text: 'a & b' })
    const answer = await fetch(`${double.root}/bot${BOT_TOKEN}/sendmessage`, { method: 'POST', body })
    expect(await answer.json()).toMatchObject({ ok: true, result: { chat: { id: 7 }, text: 'a & b' } })
  })

  test('remembers every call', async () => {
    await bot.sendChatAction(CHAT, 'typing')
    expect(double.calls).toEqual([{ method: 'sendChatAction', fields: { chat_id: CHAT, action: 'typing' } }])
    const wrong = bot.callApi('sendChatAction', { chat_id: CHAT, action: 'sleep' as 'typing' })
    expect(await refusalOf(wrong)).toContain('wrong parameter action')
  })
})

describe('the markup of a text', () => {
  test('becomes entities that count UTF-16 units', async () => {
    await bot.sendMessage(
      CHAT,
      '<b>P&amp;L</b> 🔰<pre>a &lt; &#66;\nc</pre> <a href="https://x.io">x</a>',
      HTML,
    )
    expect(double.messages).toEqual([
      expect.objectContaining({
        messageId: 1,
        chatId: CHAT,
        text: 'P&L 🔰a < B\nc x',
        entities: [
          { type: 'bold', offset: 0, length: 3 },
          { type: 'pre', offset: 6, length: 7 },
          { type: 'text_link', offset: 14, length: 1, url: 'https://x.io' },
        ],
        keyboard: [],
      }),
    ])
  })

  test.each([
    ['<b>open', 'Can\'t find end tag corresponding to start tag "b"'],
    ['<b><i>x</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['<h1>x</h1>', 'Unsupported start tag "h1" at byte offset 0'],
    ['ü 1 < 2', 'Unclosed start tag at byte offset 5'],
    ['a < b > c', 'Unsupported start tag "" at byte offset 2'],
    ['S&P 500', 'Unescaped "&" at byte offset 1'],
    ['&nbsp;', 'Unescaped "&" at byte offset 0'],
  ])('is refused when it is broken: %s', async (html, problem) => {
    const sent = bot.sendMessage(CHAT, html, HTML)
    expect(await refusalOf(sent)).toBe(`400: Bad Request: can't parse entities: ${problem}`)
  })

  test('is plain text when no mode is named', async () => {
    await bot.sendMessage(CHAT, '<b>1 < 2 & 3')
    expect(double.messages[0]).toMatchObject({ text: '<b>1 < 2 & 3', entities: [] })
  })

  test('loses the space around it, but not inside a table', async () => {
    await bot.sendMessage(CHAT, '\n <b>x</b>\r\n\u0001 y \n', HTML)
    await bot.sendMessage(CHAT, '<pre>  1\n 12</pre>', HTML)
    expect(double.messages.map(({ text }) => text)).toEqual(['x\n  y', '  1\n 12'])
    expect(double.messages[0]?.entities).toEqual([{ type: 'bold', offset: 0, length: 1 }])
  })
})

describe('the length of a text', () => {
  test('is counted in UTF-16 units after the entities', async () => {
    await bot.sendMessage(CHAT, `<b>${'&lt;'.repeat(4_094)}🔰</b>`, HTML)
    expect(double.messages[0]?.text).toHaveLength(4_096)
    const longer = bot.sendMessage(CHAT, `<b>${'&lt;'.repeat(4_095)}🔰</b>`, HTML)
    expect(await refusalOf(longer)).toBe('400: Bad Request: message is too long')
  })

  test.each(['', ' \n\t', '<b> </b>'])('is at least one visible character: "%s"', async (text) => {
    const refusal = await refusalOf(bot.sendMessage(CHAT, text, HTML))
    expect(refusal).toBe('400: Bad Request: message text is empty')
  })

  test('half a character is refused', async () => {
    const refusal = await refusalOf(bot.sendMessage(CHAT, 'cut \ud83d'))
    expect(refusal).toBe('400: Bad Request: strings must be encoded in UTF-8')
  })
})

describe('buttons', () => {
  test('stand under their message', async () => {
    const keyboard = [
      [{ text: 'Yes', callback_data: 'ä'.repeat(32) }],
      [{ text: 'Page', url: 'https://us.etrade.com/e/t' }],
    ]
    await bot.sendMessage(CHAT, 'Sure?', { reply_markup: { inline_keyboard: keyboard } })
    expect(double.messages[0]?.keyboard).toEqual(keyboard)
  })

  test.each([
    [{ text: 'x', callback_data: 'ä'.repeat(33) }, 'BUTTON_DATA_INVALID'],
    [{ text: 'x', callback_data: '' }, 'BUTTON_DATA_INVALID'],
    [{ text: 'x', url: 'dashboard' }, 'Wrong HTTP URL'],
    [{ text: 'x', url: 'http://localhost:8080' }, 'Wrong HTTP URL'],
    [{ text: '', callback_data: 'x' }, 'non-empty String'],
    [{ text: 'x' } as { text: string; url: string }, 'Text buttons are unallowed'],
  ])('are refused when Telegram would: %j', async (button, problem) => {
    const sent = bot.sendMessage(CHAT, 'x', { reply_markup: { inline_keyboard: [[button]] } })
    expect(await refusalOf(sent)).toContain(problem)
  })
})

describe('photos', () => {
  test('keep their bytes and carry a caption', async () => {
    await bot.sendPhoto(CHAT, { source: ONE_PIXEL_PNG }, { caption: 'AT&T <1>', ...buttons(TAP) })
    const [sent] = double.messages
    expect(Buffer.from(sent?.photo ?? []).equals(ONE_PIXEL_PNG)).toBe(true)
    expect(sent).toMatchObject({ chatId: CHAT, text: 'AT&T <1>', keyboard: [[TAP]] })
  })

  test('are refused when they are none, or their caption is too long', async () => {
    const text = bot.sendPhoto(CHAT, { source: Buffer.from('<svg></svg>') })
    expect(await refusalOf(text)).toBe('400: Bad Request: IMAGE_PROCESS_FAILED')
    const long = bot.sendPhoto(CHAT, { source: ONE_PIXEL_PNG }, { caption: 'x'.repeat(1_025) })
    expect(await refusalOf(long)).toBe('400: Bad Request: message caption is too long')
  })
})

describe('messages that change', () => {
  test('show their new text, and lose the buttons that do not come along', async () => {
    const { message_id: id } = await bot.sendMessage(CHAT, 'before', buttons(TAP))
    await bot.editMessageText(CHAT, id, undefined, '<i>after</i>', HTML)
    expect(double.messages).toEqual([expect.objectContaining({ text: 'after', keyboard: [] })])
  })

  test('must become different', async () => {
    const { message_id: id } = await bot.sendMessage(CHAT, 'same', buttons(TAP))
    const refusal = '400: Bad Request: message is not modified'
    expect(await refusalOf(bot.editMessageText(CHAT, id, undefined, 'same', buttons(TAP)))).toContain(refusal)
    await bot.editMessageReplyMarkup(CHAT, id, undefined, undefined)
    expect(double.messages[0]).toMatchObject({ text: 'same', keyboard: [] })
    expect(await refusalOf(bot.editMessageReplyMarkup(CHAT, id, undefined, undefined))).toContain(refusal)
  })

  test('must be there, in this chat', async () => {
    const { message_id: id } = await bot.sendMessage(CHAT, 'x')
    const elsewhere = bot.editMessageText(CHAT + 1, id, undefined, 'y')
    expect(await refusalOf(elsewhere)).toBe('400: Bad Request: message to edit not found')
    await bot.deleteMessage(CHAT, id)
    expect(double.messages).toEqual([])
    expect(await refusalOf(bot.deleteMessage(CHAT, id))).toBe('400: Bad Request: message to delete not found')
  })

  test('a photo has no text to edit', async () => {
    const { message_id: id } = await bot.sendPhoto(CHAT, { source: ONE_PIXEL_PNG })
    expect(await refusalOf(bot.editMessageText(CHAT, id, undefined, 'x'))).toContain('there is no text')
  })
})

describe('taps', () => {
  test('can be answered until they are old', async () => {
    await bot.sendMessage(CHAT, 'x', buttons(TAP))
    await double.taps('Tap')
    const [update] = await bot.getUpdates(0, 100, 0, undefined)
    const id = (update as unknown as { callback_query: { id: string } }).callback_query.id
    await bot.answerCbQuery(id, 'Done')
    expect(double.tapAnswers).toEqual([{ tapId: id, words: 'Done' }])
    double.expireTaps()
    expect(await refusalOf(bot.answerCbQuery(id))).toContain('query is too old')
    expect(await refusalOf(bot.answerCbQuery('1'))).toContain('query ID is invalid')
  })

  test('come from the message that was meant', async () => {
    await bot.sendMessage(CHAT, 'older', buttons(TAP))
    await bot.sendMessage(CHAT, 'newer', buttons({ text: 'Tap', callback_data: 'other' }))
    const [older] = double.messages
    const taps = [await double.taps('Tap'), await double.taps('tap'), await double.taps('Tap', older)]
    expect(taps.map(({ update }) => update.callback_query)).toMatchObject([
      { data: 'other', message: { text: 'newer' } },
      { data: 'tap', message: { text: 'older' } },
      { data: 'tap', message: { text: 'older' } },
    ])
    await expect(double.taps('Nowhere')).rejects.toThrow('no message has a button "Nowhere"')
  })
})

describe('asking for updates', () => {
  const poll = (offset: number, timeout = 0) => bot.getUpdates(timeout, 100, offset, undefined)

  test('answers each in the order it came, until it is confirmed', async () => {
    const { update: first } = await double.says('/status now', { from: 1, chat: -2 })
    const { update: second } = await double.says('hello')
    expect(second.update_id).toBe(first.update_id + 1)
    expect(await poll(0)).toEqual([first, second])
    expect(await poll(second.update_id)).toEqual([second])
    expect(await poll(second.update_id + 1)).toEqual([])
    expect(await poll(0)).toEqual([])
    expect(first.message).toMatchObject({
      from: { id: 1 },
      chat: { id: -2, type: 'group' },
      entities: [{ type: 'bot_command', offset: 0, length: 7 }],
    })
  })

  test('waits for something to happen, as long as it was told to', async () => {
    const waiting = poll(0, 5)
    const { update } = await double.says('hello')
    expect(await waiting).toEqual([update])
    const startedAt = performance.now()
    expect(await poll(update.update_id + 1, 1)).toEqual([])
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(950)
  })

  test('is ended by another who asks, and by a webhook', async () => {
    const waiting = refusalOf(poll(0, 5))
    while (double.calls.length === 0) await new Promise((resolve) => setImmediate(resolve))
    expect(await poll(0)).toEqual([])
    expect(await waiting).toMatch(/^409: Conflict: terminated by other getUpdates/)
    await bot.setWebhook('https://openbell.example/telegram')
    expect(await refusalOf(poll(0))).toMatch(/^409: Conflict: can't use getUpdates/)
  })

  test('leaves out kinds that the bot did not ask for', async () => {
    await bot.getUpdates(0, 100, 0, ['callback_query'])
    await double.says('hello')
    expect(await poll(0)).toEqual([])
  })

  test('an old update that comes again is told once more', async () => {
    const { update } = await double.says('hello')
    await poll(update.update_id + 1)
    await double.repeat(update)
    expect(await poll(update.update_id + 1)).toEqual([update])
    expect(await poll(update.update_id + 1)).toEqual([])
  })
})

describe('the webhook', () => {
  let received: { readonly update: unknown; readonly secret: unknown }[]
  let statuses: number[]
  const door = createServer(async (request, response) => {
    const update = await jsonFrom(request)
    received.push({ update, secret: request.headers['x-telegram-bot-api-secret-token'] })
    response.writeHead(statuses.shift() ?? 200).end()
  })
  const url = () => `http://127.0.0.1:${(door.address() as AddressInfo).port}/telegram`

  beforeEach(async () => {
    received = []
    statuses = []
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  })

  afterEach(() => {
    door.closeAllConnections()
    return new Promise((resolve) => door.close(resolve))
  })

  test('is brought each update with the secret in a header', async () => {
    await bot.setWebhook(url(), { secret_token: 'Abc_1-2' })
    const said = await double.says('hello')
    expect(said.statuses).toEqual([200])
    expect(received).toEqual([{ update: said.update, secret: 'Abc_1-2' }])
    expect(await bot.getWebhookInfo()).toMatchObject({ url: url(), pending_update_count: 0 })
  })

  test('is brought an update again that it did not take', async () => {
    await bot.setWebhook(url())
    statuses = [500, 403]
    const said = await double.says('hello')
    expect(said.statuses).toEqual([500, 403, 200])
    expect(received.map(({ update }) => update)).toEqual([said.update, said.update, said.update])
    expect(received[0]?.secret).toBeUndefined()
  })

  test('an update it never takes waits for the bot to ask', async () => {
    await bot.setWebhook(url())
    statuses = [500, 500, 500]
    const said = await double.says('hello')
    expect(said.statuses).toEqual([500, 500, 500])
    expect(await bot.getWebhookInfo()).toMatchObject({ pending_update_count: 1 })
    await bot.deleteWebhook()
    expect(await bot.getUpdates(0, 100, 0, undefined)).toEqual([said.update])
  })

  test('an old update can be brought again', async () => {
    await bot.setWebhook(url())
    const { update } = await double.says('hello')
    expect(await double.repeat(update)).toEqual({ update, statuses: [200] })
    expect(received.map((delivery) => delivery.update)).toEqual([update, update])
  })

  test('is refused when Telegram could not use it', async () => {
    expect(await refusalOf(bot.setWebhook('http://openbell.example/'))).toContain('An HTTPS URL')
    expect(await refusalOf(bot.setWebhook('openbell'))).toContain('invalid webhook URL')
    const secret = { secret_token: 'no space' }
    expect(await refusalOf(bot.setWebhook(url(), secret))).toContain('unallowed characters')
  })
})

test('the menu of commands is kept', async () => {
  const commands = [{ command: 'status', description: 'What is held' }]
  await bot.setMyCommands(commands)
  expect(await bot.getMyCommands()).toEqual(commands)
  const wrong = bot.setMyCommands([{ command: '/Status', description: 'x' }])
  expect(await refusalOf(wrong)).toBe('400: Bad Request: BOT_COMMAND_INVALID')
})

describe('faults', () => {
  test('happen to the next calls of their method only', async () => {
    double.fail('sendMessage', { kind: 'too-many-requests', retryAfterSeconds: 7 }, 2)
    await bot.getMe()
    for (const _ of [1, 2]) {
      const refused = bot.sendMessage(CHAT, 'x')
      await expect(refused).rejects.toMatchObject({ code: 429, parameters: { retry_after: 7 } })
    }
    await bot.sendMessage(CHAT, 'x')
    expect(double.messages).toHaveLength(1)
  })

  test.each([
    [{ kind: 'internal-error' }, '500: Internal Server Error'],
    [{ kind: 'bad-gateway' }, '502: Bad Gateway'],
    [{ kind: 'refused', code: 403, description: 'Forbidden: bot was blocked by the user' }, '403: Forbidden'],
  ] as const)('%j answers a no and has no effect', async (fault, refusal) => {
    double.fail('sendMessage', fault)
    expect(await refusalOf(bot.sendMessage(CHAT, 'x'))).toContain(refusal)
    expect(double.messages).toEqual([])
  })

  test('a page in the place of an answer can not be read', async () => {
    double.fail('sendMessage', { kind: 'unreadable', status: 200, body: '<html>' })
    await expect(bot.sendMessage(CHAT, 'x')).rejects.toThrow('invalid json')
  })

  test.each([
    ['dropped-before', 0],
    ['dropped-after', 1],
  ] as const)('a connection that is %s leaves %i messages', async (kind, count) => {
    double.fail('sendMessage', { kind })
    await expect(bot.sendMessage(CHAT, 'x')).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(double.messages).toHaveLength(count)
  })

  test('a slow answer comes late, after the effect', async () => {
    double.fail('sendMessage', { kind: 'slow', delayMs: 60 })
    const startedAt = performance.now()
    await bot.sendMessage(CHAT, 'x')
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(55)
    expect(double.messages).toHaveLength(1)
  })
})

async function jsonFrom(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}
