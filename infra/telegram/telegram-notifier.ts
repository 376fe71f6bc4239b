import type { Notice, Notifier } from '../../shared/ports/notifier.ts'
import type { TelegramMessages } from './telegram-messages.ts'

/** Brings alerts into the owner's chat. */
export class TelegramNotifier implements Notifier {
  readonly #messages: Pick<TelegramMessages, 'sendNotice'>
  readonly #chatId: number

  constructor(messages: Pick<TelegramMessages, 'sendNotice'>, chatId: number) {
    this.#messages = messages
    this.#chatId = chatId
  }

  async deliver(notice: Notice): Promise<void> {
    await this.#messages.sendNotice(this.#chatId, notice)
  }
}
