import { setTimeout as sleep } from 'node:timers/promises'
import type { Reply } from '../../shared/commands/reply.ts'
import type { Messenger } from '../../shared/ports/messenger.ts'
import { NotDeliveredError } from '../../shared/ports/notifier.ts'
import type { TelegramClient } from './telegram-client.ts'
import type { TelegramMessages } from './telegram-messages.ts'

/** Longer than that nobody looks at a chat for an answer, and Telegram brings the question again. */
const PAUSE_KEPT_MS_MAX = 10_000

export interface TelegramMessengerParts {
  readonly client: Pick<TelegramClient, 'answerTap' | 'removeKeyboard'>
  readonly messages: Pick<TelegramMessages, 'sendReply'>
  readonly chatId: number
}

/** The conversation with the owner in one chat. */
export class TelegramMessenger implements Messenger {
  readonly #parts: TelegramMessengerParts

  constructor(parts: TelegramMessengerParts) {
    this.#parts = parts
  }

  /** A person waits for the answer: a short pause that Telegram asks for is kept and the answer sent after it. */
  async send(reply: Reply): Promise<void> {
    const { messages, chatId } = this.#parts
    try {
      await messages.sendReply(chatId, reply)
    } catch (error) {
      if (!(error instanceof NotDeliveredError) || !isShort(error.retryAfterMs)) throw error
      await sleep(error.retryAfterMs)
      await messages.sendReply(chatId, reply)
    }
  }

  async answerTap(tapId: string, words: string): Promise<void> {
    await this.#parts.client.answerTap(tapId, words)
  }

  async removeButtons(messageId: number): Promise<void> {
    await this.#parts.client.removeKeyboard({ chatId: this.#parts.chatId, messageId })
  }
}

function isShort(milliseconds: number | undefined): boolean {
  return milliseconds !== undefined && milliseconds <= PAUSE_KEPT_MS_MAX
}
