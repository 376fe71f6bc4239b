import type { Reply, ReplyButton } from '../../shared/commands/reply.ts'
import { DeliveryUnknownError, type Notice } from '../../shared/ports/notifier.ts'
import { type InlineKeyboard, inlineKeyboard } from './inline-keyboard.ts'
import { messageHtml } from './message-html.ts'
import { noticeText } from './notice-text.ts'
import { splitMessage } from './split-message.ts'
import type { TelegramClient } from './telegram-client.ts'
import { unitsThatFit } from './units-that-fit.ts'

export interface TelegramMessagesParts {
  readonly client: Pick<TelegramClient, 'sendText' | 'sendPicture'>
  /** Makes a PNG of an SVG. */
  readonly draw: (svg: string) => Promise<Uint8Array>
  /** Told when a picture did not arrive; its text did. */
  readonly onPictureProblem: (message: string) => void
  /** The owner's, a name of the time zone database. */
  readonly ownerZone: string
}

/** Everything that makes up one message before it is in the form of Telegram. */
interface Message {
  readonly text: string
  readonly table?: string
  readonly buttons: readonly ReplyButton[]
  readonly pictures: readonly Picture[]
}

interface Picture {
  readonly svg: string
  readonly caption: string
}

/** Core Bot API, sendPhoto: "0-1024 characters after entities parsing". */
const CAPTION_UNITS_MAX = 1_024

/** Brings replies and notices into a chat: the text in as many parts as it needs, then the pictures. */
export class TelegramMessages {
  readonly #parts: TelegramMessagesParts

  constructor(parts: TelegramMessagesParts) {
    this.#parts = parts
  }

  async sendReply(chatId: number, { buttons = [], picture, ...reply }: Reply): Promise<void> {
    await this.#send(chatId, { ...reply, buttons, pictures: pictureOf({ text: reply.text, picture }) })
  }

  async sendNotice(chatId: number, notice: Notice): Promise<void> {
    await this.#send(chatId, {
      text: noticeText(notice, this.#parts.ownerZone),
      buttons: distinct(notice.alerts.flatMap(({ offers = [] }) => offers)),
      pictures: notice.alerts.flatMap(pictureOf),
    })
  }

  async #send(chatId: number, { buttons, pictures, ...message }: Message): Promise<void> {
    const keyboard = inlineKeyboard(buttons)
    const parts = splitMessage(message)
    for (const [index, part] of parts.entries()) {
      const place = { number: index + 1, count: parts.length }
      await this.#sendPart(place, { chatId, html: messageHtml(part), keyboard })
    }
    for (const picture of pictures) await this.#show(chatId, picture)
  }

  /** With a part of it in the chat already, nobody can say that the owner does not have the message. */
  async #sendPart(
    { number, count }: { readonly number: number; readonly count: number },
    { keyboard, ...text }: { chatId: number; html: string; keyboard: InlineKeyboard },
  ): Promise<void> {
    try {
      await this.#parts.client.sendText({ ...text, ...(number === count && { keyboard }) })
    } catch (error) {
      if (number === 1) throw error
      const why = error instanceof Error ? error.message : String(error)
      throw new DeliveryUnknownError(`part ${number} of ${count} may be missing: ${why}`, { cause: error })
    }
  }

  /** A message without its picture is better than the same message twice. */
  async #show(chatId: number, { svg, caption }: Picture): Promise<void> {
    const { client, draw, onPictureProblem } = this.#parts
    try {
      await client.sendPicture({ chatId, png: await draw(svg), caption })
    } catch (error) {
      onPictureProblem(`the picture of "${caption}" did not arrive: ${String(error)}`)
    }
  }
}

function pictureOf({ text, picture }: { readonly text: string; readonly picture?: string | undefined }) {
  return picture === undefined ? [] : [{ svg: picture, caption: captionOf(text) }]
}

/** The headline, so that a picture can be told from the others of a digest. */
function captionOf(text: string): string {
  const [headline = ''] = text.split('\n', 1)
  return headline.slice(0, unitsThatFit(headline, CAPTION_UNITS_MAX)).toWellFormed()
}

/** Several alerts of a digest may offer the same. */
function distinct(offers: readonly { readonly label: string; readonly command: string }[]) {
  return [...new Map(offers.map((offer) => [offer.command, offer])).values()]
}
