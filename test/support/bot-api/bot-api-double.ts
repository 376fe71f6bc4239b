import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { answerInPlace, sendRefusal, sendResult } from './answers.ts'
import { CommandList } from './command-list.ts'
import { type Fault, Faults } from './faults.ts'
import { type Fields, readFields, textOf } from './fields.ts'
import { MessageBox, onTheWire, type SentMessage, secondsNow } from './message-box.ts'
import { badRequest, Refusal } from './refusal.ts'
import { type TapAnswer, Taps } from './taps.ts'
import { messageContent, type Person, tapContent, type Update } from './update.ts'
import { type Delivery, UpdateFeed } from './update-feed.ts'
import type { Redelivery } from './webhook.ts'

/** One request of the bot. */
export interface Call {
  readonly method: string
  readonly fields: Fields
}

/** No real bot has it. */
export const BOT_TOKEN = '1234567:test-bot'

/** The owner in a private chat with the bot. */
export const OWNER: Person = { from: 4711, chat: 4711 }

const REDELIVERY: Redelivery = { attemptsMax: 3, pauseMs: 5 }
const CHAT_ACTIONS = ['typing', 'upload_photo', 'upload_document', 'choose_sticker', 'find_location']

type Method = (fields: Fields, gone: AbortSignal) => unknown

/**
 * Telegram's Bot API on this machine, for the real client. It keeps the API's rules for what a bot sends, plays the
 * person on the other side, and fails when it was told to. What a webhook answers in its body is not carried out.
 */
export class BotApiDouble {
  /** For the client's option `apiRoot`. */
  root = ''
  readonly calls: Call[] = []
  readonly #token: string
  readonly #box = new MessageBox()
  readonly #taps = new Taps()
  readonly #faults = new Faults()
  readonly #commands = new CommandList()
  readonly #feed: UpdateFeed
  readonly #server: Server
  readonly #methods: ReadonlyMap<string, { readonly name: string; readonly run: Method }>

  private constructor(token: string, redelivery: Redelivery) {
    this.#token = token
    this.#feed = new UpdateFeed(redelivery)
    this.#methods = new Map(
      Object.entries(this.#table()).map(([name, run]) => [name.toLowerCase(), { name, run }]),
    )
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  static async start({ token = BOT_TOKEN, redelivery = REDELIVERY } = {}): Promise<BotApiDouble> {
    const double = new BotApiDouble(token, redelivery)
    await new Promise<void>((resolve) => double.#server.listen(0, '127.0.0.1', resolve))
    double.root = `http://127.0.0.1:${(double.#server.address() as AddressInfo).port}`
    return double
  }

  async stop(): Promise<void> {
    this.#feed.stop()
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  /** What stands in the bot's chats, oldest first. */
  get messages(): readonly SentMessage[] {
    return this.#box.messages
  }

  get tapAnswers(): readonly TapAnswer[] {
    return this.#taps.answers
  }

  /** Lets the next calls of a method fail. */
  fail(method: string, fault: Fault, times = 1): void {
    this.#faults.add(method, fault, times)
  }

  /** A person writes to the bot. Waits until a webhook took it or never will. */
  async says(text: string, person = OWNER): Promise<Delivery> {
    const message = { messageId: this.#box.nextId(), date: secondsNow() }
    return this.#feed.add(messageContent(text, person, message))
  }

  /** A person taps the button with this label or data, of the newest message that has it or of the one given. */
  async taps(button: string, on?: SentMessage, { from } = OWNER): Promise<Delivery> {
    const { message, data } = this.#buttonOf(button, on)
    const tap = { tapId: this.#taps.begin(), message: onTheWire(message), data }
    return this.#feed.add(tapContent({ from, chat: message.chatId }, tap))
  }

  /** Something else happens, such as an edited message. */
  async happens(content: Readonly<Record<string, object>>): Promise<Delivery> {
    return this.#feed.add(content)
  }

  /** An old update comes again. */
  async repeat(update: Update): Promise<Delivery> {
    return this.#feed.repeat(update)
  }

  /** All taps until now become too old to be answered. */
  expireTaps(): void {
    this.#taps.expire()
  }

  #buttonOf(button: string, on?: SentMessage): { readonly message: SentMessage; readonly data: string } {
    for (const message of on ? [on] : this.messages.toReversed()) {
      const found = message.keyboard.flat().find((one) => one.text === button || one.callback_data === button)
      if (found?.callback_data !== undefined) return { message, data: found.callback_data }
    }
    throw new Error(`no message has a button "${button}" that can be tapped`)
  }

  #table(): Readonly<Record<string, Method>> {
    const [box, feed] = [this.#box, this.#feed]
    return {
      getMe: () => ({ id: 1_234_567, is_bot: true, first_name: 'Openbell', username: 'openbell_bot' }),
      sendMessage: (fields) => box.sendMessage(fields),
      sendPhoto: (fields) => box.sendPhoto(fields),
      editMessageText: (fields) => box.editMessageText(fields),
      editMessageReplyMarkup: (fields) => box.editMessageReplyMarkup(fields),
      deleteMessage: (fields) => box.deleteMessage(fields),
      answerCallbackQuery: (fields) => this.#taps.answerCallbackQuery(fields),
      getUpdates: (fields, gone) => feed.getUpdates(fields, gone),
      setWebhook: (fields) => feed.setWebhook(fields),
      deleteWebhook: (fields) => feed.deleteWebhook(fields),
      getWebhookInfo: () => feed.getWebhookInfo(),
      setMyCommands: (fields) => this.#commands.setMyCommands(fields),
      getMyCommands: (fields) => this.#commands.getMyCommands(fields),
      sendChatAction,
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    try {
      const { name, run } = this.#methodOf(request.url ?? '')
      const fault = this.#faults.take(name)
      if (fault?.kind === 'dropped-before') return void request.socket.destroy()
      const fields = await readFields(request)
      this.calls.push({ method: name, fields })
      if (fault && answerInPlace(fault, response)) return
      const result = await run(fields, gone.signal)
      if (fault?.kind === 'dropped-after') return void request.socket.destroy()
      if (fault?.kind === 'slow') await wait(fault.delayMs, undefined, { signal: gone.signal })
      sendResult(response, result)
    } catch (error) {
      if (!gone.signal.aborted) sendRefusal(response, error)
    }
  }

  #methodOf(url: string): { readonly name: string; readonly run: Method } {
    const [, token, name = ''] = /^\/bot([^/]+)\/(\w+)(?:\?|$)/.exec(url) ?? []
    if (token === undefined) throw new Refusal(404, 'Not Found')
    if (decodeURIComponent(token) !== this.#token) throw new Refusal(401, 'Unauthorized')
    const method = this.#methods.get(name.toLowerCase())
    if (!method) throw new Refusal(404, 'Not Found')
    return method
  }
}

function sendChatAction(fields: Fields): true {
  if (!CHAT_ACTIONS.includes(textOf(fields, 'action'))) throw badRequest('wrong parameter action in request')
  return true
}
