import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { messageHtml } from '../../../infra/telegram/message-html.ts'
import { type MessageBlock, splitMessage } from '../../../infra/telegram/split-message.ts'
import { TelegramClient } from '../../../infra/telegram/telegram-client.ts'
import { Secret } from '../../../shared/ports/secrets.ts'
import { BOT_TOKEN, BotApiDouble, OWNER } from '../../support/bot-api/bot-api-double.ts'

const PART_UNITS_MAX = 4_096

const textOf = (part: readonly MessageBlock[]) => part.map(({ text }) => text).join('\n')
const textsOf = (message: Parameters<typeof splitMessage>[0]) => splitMessage(message).map(textOf)
const htmlOf = (message: Parameters<typeof splitMessage>[0]) => splitMessage(message).map(messageHtml)

describe('the HTML of a message', () => {
  test('has a bold headline and a table in columns', () => {
    expect(htmlOf({ text: 'POSITIONS\n2 held', table: 'TQQQ  184\nSOXL   20' })).toEqual([
      '<b>POSITIONS</b>\n2 held\n<pre>TQQQ  184\nSOXL   20</pre>',
    ])
    expect(htmlOf({ text: 'STATUS' })).toEqual(['<b>STATUS</b>'])
  })

  test('shows as text what would be markup', () => {
    expect(htmlOf({ text: 'AT&T <b>\n</b>&lt;', table: '</pre>' })).toEqual([
      '<b>AT&amp;T &lt;b&gt;</b>\n&lt;/b&gt;&amp;lt;\n<pre>&lt;/pre&gt;</pre>',
    ])
  })

  test('shows half a character as one that could not be read', () => {
    expect(htmlOf({ text: 'cut \ud83d' })).toEqual(['<b>cut \ufffd</b>'])
  })
})

describe('a long message', () => {
  test('of exactly the most that Telegram takes is one part', () => {
    const text = `HEAD\n${'x'.repeat(PART_UNITS_MAX - 5)}`
    expect(textsOf({ text })).toEqual([text])
    expect(textsOf({ text: `${text}y` })).toHaveLength(2)
  })

  test('is cut at a line end, and only the first part has a headline', () => {
    const line = 'a line of words '.repeat(4).trim()
    const text = ['HEAD', ...Array.from({ length: 100 }, () => line)].join('\n')
    const parts = splitMessage({ text })
    expect(parts.map(textOf).join('\n')).toBe(text)
    expect(parts.map((part) => part.map(({ style }) => style))).toEqual([['headline', 'body'], ['body']])
  })

  test('is cut at a space when one line is too long', () => {
    const text = Array.from({ length: 1_000 }, (_, index) => `word${index}`).join(' ')
    const parts = textsOf({ text })
    expect(parts).toHaveLength(2)
    expect(parts.join(' ')).toBe(text)
  })

  test('without a space is cut between two characters', () => {
    const text = `${'x'.repeat(PART_UNITS_MAX - 1)}🔰${'y'.repeat(10)}`
    expect(textsOf({ text })).toEqual(['x'.repeat(PART_UNITS_MAX - 1), `🔰${'y'.repeat(10)}`])
  })

  test('keeps its table in columns in every part', () => {
    const table = Array.from({ length: 300 }, (_, index) => `${index}`.padStart(30)).join('\n')
    const parts = htmlOf({ text: 'TRADES', table })
    expect(parts).toHaveLength(3)
    for (const part of parts) expect(part).toMatch(/<pre>[\s\d]+<\/pre>$/)
    expect(parts[0]).toMatch(/^<b>TRADES<\/b>\n<pre>/)
  })

  test('has no part that shows nothing', () => {
    expect(textsOf({ text: `HEAD${'\n'.repeat(10_000)}end` }).map((part) => part.trim())).toEqual([
      'HEAD',
      'end',
    ])
    expect(splitMessage({ text: ' \n ' })).toEqual([])
  })
})

describe('any message', () => {
  let double: BotApiDouble
  let client: TelegramClient

  beforeAll(async () => {
    double = await BotApiDouble.start()
    client = new TelegramClient({ token: new Secret(BOT_TOKEN), apiRoot: double.root })
  })

  afterAll(async () => {
    client.close()
    await double.stop()
  })

  const hostile = fc.constantFrom('<', '>', '&', '&amp;', '</pre>', '<b>', '🔰', '\ud83d', '\udd30', 'ü', 'x')
  const word = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.array(hostile, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')),
    },
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) },
    { weight: 1, arbitrary: hostile.map((text) => text.repeat(5_000)) },
  )
  const gap = fc.constantFrom(' ', '\n', '  ', '\n\n', '\n \n')
  const text = fc
    .array(fc.tuple(word, gap, fc.integer({ min: 1, max: 200 })), { maxLength: 8 })
    .map((pieces) =>
      pieces.map(([one, between, times]) => `${one}${between}`.repeat(one.length > 200 ? 1 : times)).join(''),
    )

  test('loses nothing, keeps short words whole, and has no part that is too long', () => {
    fc.assert(
      fc.property(text, fc.option(text, { nil: undefined }), (body, table) => {
        const message = { text: body, ...(table !== undefined && { table }) }
        const parts = textsOf(message)
        const whole = `${body}\n${table ?? ''}`
        expect(parts.join('').replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''))
        expect(Math.max(0, ...parts.map(({ length }) => length))).toBeLessThanOrEqual(PART_UNITS_MAX)
        const words = whole.split(/\s+/).filter((one) => one !== '')
        if (words.every(({ length }) => length < PART_UNITS_MAX))
          expect(parts.flatMap((part) => part.split(/\s+/).filter((one) => one !== ''))).toEqual(words)
      }),
    )
  })

  test('is taken by Telegram in every part, as the text it was', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.option(text, { nil: undefined }), async (body, table) => {
        const parts = splitMessage({ text: body, ...(table !== undefined && { table }) })
        const before = double.messages.length
        for (const part of parts) await client.sendText({ chatId: OWNER.chat, html: messageHtml(part) })
        const arrived = double.messages.slice(before).map((message) => message.text)
        expect(arrived.map(visible)).toEqual(parts.map((part) => visible(textOf(part).toWellFormed())))
      }),
      { numRuns: 40 },
    )
  })
})

/** Telegram shows control characters as spaces and drops space around a text. */
function visible(text: string): string {
  return text.replace(/(?![\t\n])\p{Cc}/gu, ' ').trim()
}
