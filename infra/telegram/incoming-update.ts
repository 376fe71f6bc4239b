import { z } from 'zod'
import type { OwnerUpdate } from '../../shared/commands/owner-update.ts'

/** Telegram sent something that is no update, or one in a shape that we do not know. */
export class UnreadableUpdateError extends Error {
  override readonly name = 'UnreadableUpdateError'
}

const idSchema = z.int()
const personSchema = z.looseObject({ id: idSchema })
const chatSchema = z.looseObject({ id: idSchema })

/** The part we use. An edited message or a post in a channel stands under a name of its own, which is not read. */
const updateSchema = z.looseObject({
  update_id: idSchema,
  message: z
    .looseObject({ text: z.string().optional(), from: personSchema.optional(), chat: chatSchema })
    .optional(),
  callback_query: z
    .looseObject({
      id: z.string(),
      from: personSchema,
      message: z.looseObject({ message_id: idSchema, chat: chatSchema }).optional(),
      data: z.string().optional(),
    })
    .optional(),
})

type WireUpdate = z.infer<typeof updateSchema>

/** Reads an update of the Bot API. Throws `UnreadableUpdateError`, which names the first field that does not fit. */
export function readUpdate(update: unknown): OwnerUpdate {
  const read = updateSchema.safeParse(update)
  if (!read.success) throw unreadable(read.error)
  const { update_id: updateId, message, callback_query: tap } = read.data
  return toSaid(updateId, message) ?? toTapped(updateId, tap) ?? { kind: 'other', updateId }
}

/** A sticker, a photo or somebody who joins is a message without a text; a channel speaks without a person. */
function toSaid(updateId: number, message: WireUpdate['message']): OwnerUpdate | undefined {
  if (message?.text === undefined || message.from === undefined) return undefined
  const { text, from, chat } = message
  return { kind: 'said', updateId, userId: from.id, chatId: chat.id, text }
}

/** A button of a game has no data, one of an inline result no message; this bot sends neither. */
function toTapped(updateId: number, tap: WireUpdate['callback_query']): OwnerUpdate | undefined {
  if (tap?.message === undefined || tap.data === undefined) return undefined
  const { id: tapId, from, message, data: command } = tap
  return {
    kind: 'tapped',
    updateId,
    userId: from.id,
    chatId: message.chat.id,
    messageId: message.message_id,
    tapId,
    command,
  }
}

/** What was there instead is left out: a stranger may have written it, and it ends in the log. */
function unreadable({ issues: [issue] }: z.ZodError): UnreadableUpdateError {
  const field = issue?.path.join('.') || 'the whole update'
  return new UnreadableUpdateError(`an update of Telegram is not readable: ${field}: ${issue?.message}`)
}
