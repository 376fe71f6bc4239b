import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readUpdate, UnreadableUpdateError } from '../../../infra/telegram/incoming-update.ts'
import { TelegramClient } from '../../../infra/telegram/telegram-client.ts'
import { Secret } from '../../../shared/ports/secrets.ts'
import { BOT_TOKEN, BotApiDouble, OWNER } from '../../support/bot-api/bot-api-double.ts'

const MESSAGE = { message_id: 5, date: 1, from: { id: 11 }, chat: { id: -22 }, text: '/status' }
const TAP = { id: '99', from: { id: 11 }, message: { message_id: 5, chat: { id: -22 } }, data: 'yes' }

describe('an update', () => {
  test('with a text is something said', () => {
    expect(readUpdate({ update_id: 7, message: MESSAGE })).toEqual({
      kind: 'said',
      updateId: 7,
      userId: 11,
      chatId: -22,
      text: '/status',
    })
  })

  test('with a tapped button names the message and the command', () => {
    expect(readUpdate({ update_id: 7, callback_query: TAP })).toEqual({
      kind: 'tapped',
      updateId: 7,
      userId: 11,
      chatId: -22,
      messageId: 5,
      tapId: '99',
      command: 'yes',
    })
  })

  const { text: _, ...sticker } = MESSAGE
  const { data: __, ...game } = TAP
  const { message: ___, ...inline } = TAP
  test.each([
    ['a sticker', { message: sticker }],
    ['an edited message', { edited_message: MESSAGE }],
    ['a post in a channel', { channel_post: MESSAGE }],
    ['the button of a game', { callback_query: game }],
    ['a button of an inline result', { callback_query: inline }],
    ['a kind that does not exist yet', { news_from_2030: true }],
  ])('with %s is nothing that is acted on', (_name, content) => {
    expect(readUpdate({ update_id: 7, ...content })).toEqual({ kind: 'other', updateId: 7 })
  })

  test.each([
    [undefined, 'the whole update: '],
    ['text', 'the whole update: '],
    [{}, 'update_id: '],
    [{ update_id: 1.5, message: MESSAGE }, 'update_id: '],
    [{ update_id: 7, message: { ...MESSAGE, from: { id: '11' } } }, 'message.from.id: '],
    [{ update_id: 7, message: { ...MESSAGE, chat: {} } }, 'message.chat.id: '],
    [{ update_id: 7, callback_query: { ...TAP, id: 99 } }, 'callback_query.id: '],
    [{ update_id: 7, callback_query: { ...TAP, message: {} } }, 'callback_query.message.message_id: '],
  ])('that does not fit is refused by the name of the field: %j', (update, words) => {
    expect(() => readUpdate(update)).toThrow(UnreadableUpdateError)
    expect(() => readUpdate(update)).toThrow(words)
  })

  test('of any shape is read or refused', () => {
    const keys = fc.constantFrom(
      'update_id',
      'message',
      'callback_query',
      'from',
      'chat',
      'id',
      'text',
      'data',
    )
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        fc.jsonValue(),
        fc.integer(),
        fc.dictionary(keys, tie('value'), { maxKeys: 6 }),
      ),
    }))
    const update = fc.oneof(
      value,
      fc.dictionary(keys, value).map((rest) => ({ update_id: 7, ...rest })),
    )
    fc.assert(
      fc.property(update, (something) => {
        try {
          expect(['said', 'tapped', 'other']).toContain(readUpdate(something).kind)
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableUpdateError)
        }
      }),
    )
  })
})

describe('updates that the bot asks for', () => {
  let double: BotApiDouble
  let client: TelegramClient

  beforeEach(async () => {
    double = await BotApiDouble.start()
    client = new TelegramClient({ token: new Secret(BOT_TOKEN), apiRoot: double.root })
  })

  afterEach(async () => {
    client.close()
    await double.stop()
  })

  test('are what the owner wrote and tapped', async () => {
    const keyboard = [[{ text: 'Yes, sell', callback_data: 'yes:1' }]]
    const messageId = await client.sendText({ chatId: OWNER.chat, html: 'Sure?', keyboard })
    await double.says('/flatten')
    await double.taps('Yes, sell')
    await double.happens({ edited_message: MESSAGE })
    const poll = { offset: 0, timeoutSeconds: 0, signal: new AbortController().signal }
    // The first poll tells Telegram which kinds are wanted, so that the edited message is still among them.
    const updates = (await client.getUpdates(poll)).map(readUpdate)
    const person = { userId: OWNER.from, chatId: OWNER.chat }
    expect(updates).toEqual([
      { kind: 'said', updateId: expect.any(Number), ...person, text: '/flatten' },
      {
        kind: 'tapped',
        updateId: expect.any(Number),
        ...person,
        messageId,
        tapId: expect.any(String),
        command: 'yes:1',
      },
      { kind: 'other', updateId: expect.any(Number) },
    ])
  })
})
