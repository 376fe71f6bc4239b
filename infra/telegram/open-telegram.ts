import type { Messenger } from '../../shared/ports/messenger.ts'
import type { Notifier } from '../../shared/ports/notifier.ts'
import type { Secret } from '../../shared/ports/secrets.ts'
import { TelegramClient } from './telegram-client.ts'
import { TelegramMessages } from './telegram-messages.ts'
import { TelegramMessenger } from './telegram-messenger.ts'
import { TelegramNotifier } from './telegram-notifier.ts'

/** Who the bot is and whom it talks to. */
export interface TelegramSetup {
  readonly token: Secret
  readonly owner: { readonly userId: number; readonly chatId: number }
  /** The owner's time zone. */
  readonly ownerZone: string
  /** Where the Bot API answers; Telegram's own when absent. */
  readonly apiRoot?: string
  readonly onPictureProblem: (message: string) => void
}

/** The bot as the rest of the system knows it. */
export interface OpenTelegram {
  readonly client: TelegramClient
  readonly messenger: Messenger
  readonly notifier: Notifier
}

/** Puts the parts of the bot together; nothing is asked of Telegram before the first message. */
export function openTelegram({ owner, ownerZone, onPictureProblem, ...access }: TelegramSetup): OpenTelegram {
  const client = new TelegramClient(access)
  const messages = new TelegramMessages({ client, draw, onPictureProblem, ownerZone })
  const { chatId } = owner
  return {
    client,
    messenger: new TelegramMessenger({ client, messages, chatId }),
    notifier: new TelegramNotifier(messages, chatId),
  }
}

/** Most messages have no picture, and what draws one is large. */
async function draw(svg: string): Promise<Uint8Array> {
  const { drawPng } = await import('../chart/draw-png.ts')
  return drawPng(svg)
}
