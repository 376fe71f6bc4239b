import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { TelegramClient } from '../../../infra/telegram/telegram-client.ts'
import { TelegramMessages } from '../../../infra/telegram/telegram-messages.ts'
import { TelegramMessenger } from '../../../infra/telegram/telegram-messenger.ts'
import { TelegramNotifier } from '../../../infra/telegram/telegram-notifier.ts'
import type { Alert } from '../../../shared/alerts/alert.ts'
import { DeliveryUnknownError, NotDeliveredError } from '../../../shared/ports/notifier.ts'
import { Secret } from '../../../shared/ports/secrets.ts'
import { BOT_TOKEN, BotApiDouble, OWNER } from '../../support/bot-api/bot-api-double.ts'
import { ONE_PIXEL_PNG } from '../../support/bot-api/one-pixel.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const chatId = OWNER.chat
const ALERT: Alert = {
  alertId: 'buy-1',
  type: 'BUY',
  urgency: 'info',
  time: NINE_THIRTY_SIX,
  text: 'BUY TQQQ 🔰\nScore < 1 & label "x"\n09:36:00 ET',
}
const LONG = Array.from({ length: 500 }, (_, index) => `line ${index} of <many> & more`).join('\n')

let double: BotApiDouble
let client: TelegramClient
let messages: TelegramMessages
let problems: string[]
let draw: (svg: string) => Promise<Uint8Array>

beforeEach(async () => {
  double = await BotApiDouble.start()
  client = new TelegramClient({ token: new Secret(BOT_TOKEN), apiRoot: double.root })
  problems = []
  draw = async () => ONE_PIXEL_PNG
  messages = new TelegramMessages({
    client,
    draw: (svg) => draw(svg),
    onPictureProblem: (message) => problems.push(message),
    ownerZone: 'Europe/Berlin',
  })
})

afterEach(async () => {
  client.close()
  await double.stop()
})

const deliver = (...alerts: [Alert, ...Alert[]]) =>
  new TelegramNotifier(messages, chatId).deliver({ alerts, mayBeRepeat: false })
const texts = () => double.messages.map(({ text }) => text)

describe('a notice', () => {
  test('arrives as it was written, its headline bold', async () => {
    await deliver(ALERT)
    expect(double.messages).toEqual([
      expect.objectContaining({
        chatId,
        text: `${ALERT.text} · 15:36 Europe/Berlin`,
        entities: [{ type: 'bold', offset: 0, length: 11 }],
      }),
    ])
  })

  test('offers commands as buttons, the same one once', async () => {
    const pause = { label: 'Pause', command: '/pause' }
    const status = { label: 'Status', command: '/status' }
    await deliver({ ...ALERT, offers: [pause] }, { ...ALERT, offers: [pause, status] })
    expect(double.messages[0]?.keyboard).toEqual([
      [{ text: 'Pause', callback_data: '/pause' }],
      [{ text: 'Status', callback_data: '/status' }],
    ])
    const { update } = await double.taps('Status')
    expect(update.callback_query).toMatchObject({ data: '/status' })
  })

  test('shows the picture of each alert under its headline after the text', async () => {
    const drawn: string[] = []
    draw = async (svg) => {
      drawn.push(svg)
      return ONE_PIXEL_PNG
    }
    const second = { ...ALERT, text: `${'x'.repeat(1_023)}🔰`, picture: '<svg>2</svg>' }
    await deliver({ ...ALERT, picture: '<svg>1</svg>' }, second)
    expect(drawn).toEqual(['<svg>1</svg>', '<svg>2</svg>'])
    expect(double.messages.map(({ photo }) => photo !== undefined)).toEqual([false, true, true])
    expect(texts().slice(1)).toEqual(['BUY TQQQ 🔰', 'x'.repeat(1_023)])
    expect(Buffer.from(double.messages[1]?.photo ?? []).equals(ONE_PIXEL_PNG)).toBe(true)
  })

  test.each(['drawn', 'sent'])('counts as delivered when its picture can not be %s', async (step) => {
    if (step === 'drawn') draw = async () => Promise.reject(new Error('no font'))
    else double.fail('sendPhoto', { kind: 'dropped-before' })
    await deliver({ ...ALERT, picture: '<svg/>' })
    expect(double.messages).toHaveLength(1)
    expect(problems).toEqual([
      expect.stringMatching(/^the picture of "BUY TQQQ 🔰" did not arrive: .*(no font|ECONNRESET)$/),
    ])
  })

  test('says of itself that it may be a repeat', async () => {
    await new TelegramNotifier(messages, chatId).deliver({ alerts: [ALERT], mayBeRepeat: true })
    expect(texts()[0]).toContain('BUY TQQQ 🔰\nPerhaps a repeat: ')
  })

  test('that was refused did not arrive', async () => {
    double.fail('sendMessage', { kind: 'too-many-requests', retryAfterSeconds: 3 })
    const delivery = deliver(ALERT)
    await expect(delivery).rejects.toBeInstanceOf(NotDeliveredError)
    await expect(delivery).rejects.toMatchObject({ retryAfterMs: 3_000 })
  })
})

describe('a long message', () => {
  test('arrives in parts, in order, with its buttons under the last', async () => {
    await messages.sendReply(chatId, {
      text: `LOGS\n${LONG}`,
      table: LONG,
      buttons: [{ label: 'More', command: '/logs 2' }],
    })
    expect(texts().join('\n')).toBe(`LOGS\n${LONG}\n${LONG}`)
    const keyboards = double.messages.map(({ keyboard }) => keyboard.length)
    expect(keyboards).toEqual([...Array.from({ length: keyboards.length - 1 }, () => 0), 1])
    expect(double.messages.at(-1)?.entities).toEqual([
      { type: 'pre', offset: 0, length: texts().at(-1)?.length },
    ])
  })

  test('of which one part arrived can not be said not to have arrived', async () => {
    double.fail('sendMessage', { kind: 'slow', delayMs: 1 })
    double.fail('sendMessage', { kind: 'too-many-requests', retryAfterSeconds: 3 })
    const delivery = deliver({ ...ALERT, text: LONG })
    await expect(delivery).rejects.toBeInstanceOf(DeliveryUnknownError)
    await expect(delivery).rejects.toThrow(/^part 2 of \d may be missing: Telegram refused sendMessage: 429/)
    expect(double.messages).toHaveLength(1)
  })
})

describe('a reply', () => {
  test('can have a table, a picture and buttons that open a page', async () => {
    await messages.sendReply(chatId, {
      text: 'LOGIN\nSign in & paste the code',
      table: 'a  1\nbc 2',
      picture: '<svg/>',
      buttons: [{ label: 'Sign in', url: 'https://us.etrade.com/e/t/etws/authorize?key=a&token=b' }],
    })
    const [text, photo] = double.messages
    expect(text).toMatchObject({
      text: 'LOGIN\nSign in & paste the code\na  1\nbc 2',
      entities: [
        { type: 'bold', offset: 0, length: 5 },
        { type: 'pre', offset: 31, length: 9 },
      ],
      keyboard: [[{ text: 'Sign in', url: 'https://us.etrade.com/e/t/etws/authorize?key=a&token=b' }]],
    })
    expect(photo).toMatchObject({ text: 'LOGIN', keyboard: [] })
  })

  test('with a command that is too long for a button is not sent at all', async () => {
    const button = (command: string) => ({ text: 'x', buttons: [{ label: 'Long', command }] })
    await messages.sendReply(chatId, button('ä'.repeat(32)))
    const sent = messages.sendReply(chatId, button('ä'.repeat(33)))
    await expect(sent).rejects.toBeInstanceOf(NotDeliveredError)
    await expect(sent).rejects.toThrow('the command of button "Long" has 66 bytes (allowed: 1 to 64)')
    expect(double.messages).toHaveLength(1)
  })
})

test('the conversation with the owner is held in one chat', async () => {
  const messenger = new TelegramMessenger({ client, messages, chatId })
  await messenger.send({ text: 'Sell all?', buttons: [{ label: 'Yes', command: 'yes:1' }] })
  const { update } = await double.taps('Yes')
  const tap = update.callback_query as { readonly id: string; readonly message: { message_id: number } }
  await messenger.answerTap(tap.id, 'Selling')
  await messenger.removeButtons(tap.message.message_id)
  expect(double.tapAnswers).toEqual([{ tapId: tap.id, words: 'Selling' }])
  expect(double.messages).toMatchObject([{ chatId, text: 'Sell all?', keyboard: [] }])
})
