import type { InlineKeyboardButton } from 'telegraf/types'
import type { ReplyButton } from '../../shared/commands/reply.ts'
import { NotDeliveredError } from '../../shared/ports/notifier.ts'

/** Rows of buttons as the Bot API writes them. */
export type InlineKeyboard = InlineKeyboardButton[][]

/** Core Bot API, InlineKeyboardButton: "callback_data ... 1-64 bytes". */
const COMMAND_BYTES_MAX = 64

/** Buttons one under the other, so that no label is cut; a tap sends the command back. */
export function inlineKeyboard(buttons: readonly ReplyButton[]): InlineKeyboard {
  return buttons.map((button) => [wireButton(button)])
}

function wireButton(button: ReplyButton): InlineKeyboardButton {
  if ('url' in button) return { text: button.label, url: button.url }
  const { label, command } = button
  const bytes = Buffer.byteLength(command)
  if (bytes < 1 || bytes > COMMAND_BYTES_MAX)
    throw new NotDeliveredError(
      `the command of button "${label}" has ${bytes} bytes (allowed: 1 to ${COMMAND_BYTES_MAX})`,
    )
  return { text: label, callback_data: command }
}
