import https from 'node:https'
import { Telegram } from 'telegraf'
import type { Telegram as BotApi, BotCommand, Opts } from 'telegraf/types'
import { NotDeliveredError } from '../../shared/ports/notifier.ts'
import type { Secret } from '../../shared/ports/secrets.ts'
import { SECOND_MS } from '../../shared/time/instant.ts'
import type { InlineKeyboard } from './inline-keyboard.ts'
import { telegramFailure } from './telegram-failure.ts'

export interface TelegramClientParts {
  readonly token: Secret
  /** Where the Bot API answers; Telegram's own when absent. */
  readonly apiRoot?: string
  /** How long one call may take. */
  readonly deadlineMs?: number
}

const DEADLINE_MS = 10_000
const SOCKETS_MAX = 8
/**
 * A function's processor stands still between two runs, and Telegram closes the connection meanwhile: an idle one is
 * given up before that, or the first message of the next run would be lost on it.
 */
const IDLE_SOCKET_MS = 5_000

/** The client's types know the signals of a library that is older than those of the platform. */
type CallOptions = NonNullable<Parameters<Telegram['callApi']>[2]>

/** What the bot reads: messages and taps, no edited messages, no channels. */
const UPDATES_READ = ['message', 'callback_query'] as const

/**
 * The bot's side of the Bot API. A call that fails throws `NotDeliveredError` when it certainly had no effect, and
 * `DeliveryUnknownError` when nobody knows. Nothing is sent a second time, and no error holds the bot's token.
 */
export class TelegramClient {
  readonly #token: Secret
  readonly #deadlineMs: number
  readonly #agent: https.Agent
  readonly #api: Telegram

  constructor({ token, apiRoot, deadlineMs = DEADLINE_MS }: TelegramClientParts) {
    this.#token = token
    this.#deadlineMs = deadlineMs
    this.#agent = new https.Agent({ keepAlive: true, maxSockets: SOCKETS_MAX, timeout: IDLE_SOCKET_MS })
    this.#api = new Telegram(token.reveal(), { agent: this.#agent, ...(apiRoot && { apiRoot }) })
  }

  /** Sends a text with Telegram's HTML; answers the id of the message. */
  async sendText(message: {
    readonly chatId: number
    readonly html: string
    readonly keyboard?: InlineKeyboard
  }): Promise<number> {
    const { chatId, html, keyboard = [] } = message
    const sent = await this.#call('sendMessage', {
      chat_id: chatId,
      text: html,
      parse_mode: 'HTML',
      // A headline of the news may hold an address, whose page would be shown under the alert.
      link_preview_options: { is_disabled: true },
      ...(keyboard.length > 0 && { reply_markup: { inline_keyboard: keyboard } }),
    })
    return sent.message_id
  }

  /** Sends a PNG over a caption without markup; answers the id of the message. */
  async sendPicture(picture: {
    readonly chatId: number
    readonly png: Uint8Array
    readonly caption: string
  }): Promise<number> {
    const { chatId, png, caption } = picture
    const photo = { source: Buffer.from(png), filename: 'picture.png' }
    return (await this.#call('sendPhoto', { chat_id: chatId, photo, caption })).message_id
  }

  /** Ends the waiting of a tapped button; Telegram takes at most 200 characters, and no tap that is minutes old. */
  async answerTap(tapId: string, words: string): Promise<void> {
    await this.#call('answerCallbackQuery', { callback_query_id: tapId, text: words })
  }

  /** Takes the buttons from a message; one that has none any more is fine. */
  async removeKeyboard({ chatId, messageId }: { readonly chatId: number; readonly messageId: number }) {
    const nothing = { reply_markup: { inline_keyboard: [] } }
    try {
      await this.#call('editMessageReplyMarkup', { chat_id: chatId, message_id: messageId, ...nothing })
    } catch (error) {
      if (!isNotModified(error)) throw error
    }
  }

  /** The name of the bot, which proves that its token works. */
  async username(): Promise<string> {
    return (await this.#call('getMe', {})).username
  }

  /** Fills the menu of commands in the chat. */
  async setCommands(commands: readonly Readonly<BotCommand>[]): Promise<void> {
    await this.#call('setMyCommands', { commands })
  }

  /** From now on Telegram brings updates to this address, with the secret in a header. */
  async setWebhook({ url, secret }: { readonly url: string; readonly secret: Secret }): Promise<void> {
    await this.#call('setWebhook', { url, secret_token: secret.reveal(), allowed_updates: UPDATES_READ })
  }

  async deleteWebhook(): Promise<void> {
    await this.#call('deleteWebhook', {})
  }

  /**
   * Waits until there are updates from an offset on, which confirms all before it. Answers them as they came, to be read
   * by `readUpdate`; none when the time is over or the signal ends the waiting.
   */
  async getUpdates(poll: {
    readonly offset: number
    readonly timeoutSeconds: number
    readonly signal: AbortSignal
  }): Promise<readonly unknown[]> {
    const { offset, timeoutSeconds, signal } = poll
    const payload = { offset, timeout: timeoutSeconds, allowed_updates: UPDATES_READ }
    const deadlineMs = timeoutSeconds * SECOND_MS + this.#deadlineMs
    try {
      return await this.#call('getUpdates', payload, { deadlineMs, signal })
    } catch (error) {
      if (signal.aborted) return []
      throw error
    }
  }

  close(): void {
    this.#agent.destroy()
  }

  async #call<M extends keyof BotApi>(
    method: M,
    payload: Opts<M>,
    { deadlineMs = this.#deadlineMs, signal }: { deadlineMs?: number; signal?: AbortSignal } = {},
  ): Promise<ReturnType<BotApi[M]>> {
    const deadline = AbortSignal.timeout(deadlineMs)
    const ended = signal ? AbortSignal.any([deadline, signal]) : deadline
    try {
      return await this.#api.callApi(method, payload, { signal: ended } as CallOptions)
    } catch (error) {
      throw telegramFailure({ method, token: this.#token, deadlineMs }, error)
    }
  }
}

function isNotModified(error: unknown): boolean {
  return error instanceof NotDeliveredError && error.message.includes('message is not modified')
}
