import { type Fields, jsonOf } from './fields.ts'
import { badRequest } from './refusal.ts'

/** A button as the Bot API writes it. */
interface Button {
  readonly text: string
  readonly callback_data?: string
  readonly url?: string
}

/** Rows of buttons under a message. */
export type Keyboard = readonly (readonly Button[])[]

const DATA_BYTES_MAX = 64
const BUTTONS_MAX = 100

/** Reads `reply_markup`; none are no rows. */
export function keyboardOf(fields: Fields): Keyboard {
  const markup = jsonOf(fields, 'reply_markup')
  if (markup === undefined || markup === null) return []
  const rows = (markup as { readonly inline_keyboard?: unknown }).inline_keyboard
  if (rows === undefined) return []
  if (!Array.isArray(rows) || !rows.every(Array.isArray))
    throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
  const keyboard = rows.map((row) => row.map(checkedButton)).filter((row) => row.length > 0)
  if (keyboard.flat().length > BUTTONS_MAX) throw badRequest('reply markup is too long')
  return keyboard
}

function checkedButton(button: Button): Button {
  const { text, callback_data: data, url } = button
  if (typeof text !== 'string' || text.trim() === '')
    throw badRequest('can\'t parse inline keyboard button: field "text" must be a non-empty String')
  if (url !== undefined) checkUrl(url)
  else if (data !== undefined) checkData(data)
  else throw badRequest('Text buttons are unallowed in the inline keyboard')
  return button
}

function checkData(data: string): void {
  const bytes = Buffer.byteLength(data)
  if (bytes < 1 || bytes > DATA_BYTES_MAX) throw badRequest('BUTTON_DATA_INVALID')
}

/** Telegram takes no host without a dot, so that "localhost" is refused. */
function checkUrl(url: string): void {
  const host = URL.canParse(url) ? new URL(url) : undefined
  const isWeb = host !== undefined && ['http:', 'https:', 'tg:'].includes(host.protocol)
  if (!isWeb || (host.protocol !== 'tg:' && !host.hostname.includes('.')))
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`)
}
