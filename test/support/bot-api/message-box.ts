import { type Fields, integerOf, textOf } from './fields.ts'
import { type Keyboard, keyboardOf } from './inline-keyboard.ts'
import { type Entity, type ParsedText, parseHtml, plainContent } from './parse-html.ts'
import { badRequest } from './refusal.ts'

/** A message of the bot as it stands in a chat. */
export interface SentMessage {
  readonly messageId: number
  readonly chatId: number
  /** Seconds since 1970. */
  readonly date: number
  /** As a reader sees it; of a photo its caption. */
  readonly text: string
  readonly entities: readonly Entity[]
  /** As the bot sent it. */
  readonly html: string
  readonly photo?: Uint8Array
  readonly keyboard: Keyboard
}

const TEXT_UNITS_MAX = 4_096
const CAPTION_UNITS_MAX = 1_024
const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'

/** The bot's messages, in the order in which they were sent, and the methods that change them. */
export class MessageBox {
  readonly messages: SentMessage[] = []
  #lastId = 0

  sendMessage(fields: Fields): object {
    return this.#add({ ...chatOf(fields), ...contentOf(fields), keyboard: keyboardOf(fields) })
  }

  sendPhoto(fields: Fields): object {
    const { photo } = fields
    const [chat, caption, keyboard] = [chatOf(fields), captionOf(fields), keyboardOf(fields)]
    if (!(photo instanceof Uint8Array)) throw badRequest('there is no photo in the request')
    if (!isPngOrJpeg(photo)) throw badRequest('IMAGE_PROCESS_FAILED')
    return this.#add({ ...chat, ...caption, photo, keyboard })
  }

  editMessageText(fields: Fields): object {
    const before = this.#find(fields, 'edit')
    if (before.photo) throw badRequest('there is no text in the message to edit')
    return this.#replace(before, { ...before, ...contentOf(fields), keyboard: keyboardOf(fields) })
  }

  editMessageReplyMarkup(fields: Fields): object {
    const before = this.#find(fields, 'edit')
    return this.#replace(before, { ...before, keyboard: keyboardOf(fields) })
  }

  deleteMessage(fields: Fields): true {
    this.messages.splice(this.messages.indexOf(this.#find(fields, 'delete')), 1)
    return true
  }

  /** A number for a message that somebody else writes. */
  nextId(): number {
    this.#lastId += 1
    return this.#lastId
  }

  #add(message: Omit<SentMessage, 'messageId' | 'date'>): object {
    const sent = { messageId: this.nextId(), date: secondsNow(), ...message }
    this.messages.push(sent)
    return onTheWire(sent)
  }

  #find(fields: Fields, purpose: string): SentMessage {
    const { chatId } = chatOf(fields)
    const messageId = integerOf(fields, 'message_id')
    const found = this.messages.find((sent) => sent.chatId === chatId && sent.messageId === messageId)
    if (!found) throw badRequest(`message to ${purpose} not found`)
    return found
  }

  #replace(before: SentMessage, after: SentMessage): object {
    if (JSON.stringify(onTheWire(before)) === JSON.stringify(onTheWire(after))) throw badRequest(NOT_MODIFIED)
    this.messages[this.messages.indexOf(before)] = after
    return onTheWire(after)
  }
}

/** A message as answers and updates of the Bot API show it. */
export function onTheWire(message: SentMessage): object {
  const { messageId, chatId, date, text, entities, photo, keyboard } = message
  const content = photo
    ? { photo: [{ file_id: `photo-${messageId}`, file_size: photo.length }], caption: text }
    : { text, entities }
  return {
    message_id: messageId,
    date,
    chat: { id: chatId, type: chatId < 0 ? 'group' : 'private' },
    ...content,
    ...(keyboard.length > 0 && { reply_markup: { inline_keyboard: keyboard } }),
  }
}

/** The time in an update or a message. */
export function secondsNow(): number {
  return Math.floor(Date.now() / 1_000)
}

function chatOf(fields: Fields): { readonly chatId: number } {
  const chat = fields['chat_id']
  if (chat === undefined || chat === '') throw badRequest('chat_id is empty')
  const chatId = Number(chat)
  if (!Number.isSafeInteger(chatId) || chatId === 0) throw badRequest('chat not found')
  return { chatId }
}

function contentOf(fields: Fields): ParsedText & { readonly html: string } {
  const html = textOf(fields, 'text')
  const parsed = styled(html, fields)
  if (parsed.text === '') throw badRequest('message text is empty')
  if (parsed.text.length > TEXT_UNITS_MAX) throw badRequest('message is too long')
  return { ...parsed, html }
}

function captionOf(fields: Fields): ParsedText & { readonly html: string } {
  const html = textOf(fields, 'caption')
  const parsed = styled(html, fields)
  if (parsed.text.length > CAPTION_UNITS_MAX) throw badRequest('message caption is too long')
  return { ...parsed, html }
}

function styled(text: string, fields: Fields): ParsedText {
  const mode = textOf(fields, 'parse_mode')
  if (mode === '') return plainContent(text)
  if (mode.toLowerCase() !== 'html') throw badRequest('unsupported parse_mode')
  return parseHtml(text)
}

function isPngOrJpeg(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  return start === '89504e470d0a1a0a' || start.startsWith('ffd8ff')
}
