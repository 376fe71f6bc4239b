/** Something that happened to the bot, as the Bot API tells it. */
export interface Update {
  readonly update_id: number
  readonly message?: object
  readonly callback_query?: object
}

/** Who writes or taps, and where. */
export interface Person {
  readonly from: number
  readonly chat: number
}

/** The content of an update with what a person wrote. */
export function messageContent(
  text: string,
  { from, chat }: Person,
  { messageId, date }: { readonly messageId: number; readonly date: number },
): Pick<Update, 'message'> {
  const command = /^\/\w+/.exec(text)?.[0]
  return {
    message: {
      message_id: messageId,
      from: userOf(from),
      chat: chatOf(chat),
      date,
      text,
      ...(command && { entities: [{ type: 'bot_command', offset: 0, length: command.length }] }),
    },
  }
}

/** The content of an update with the tap on a button. */
export function tapContent(
  { from }: Person,
  tap: { readonly tapId: string; readonly message: object; readonly data: string },
): Pick<Update, 'callback_query'> {
  const { tapId, message, data } = tap
  return { callback_query: { id: tapId, from: userOf(from), message, chat_instance: '1', data } }
}

function userOf(id: number): object {
  return { id, is_bot: false, first_name: 'Owner', language_code: 'en' }
}

function chatOf(id: number): object {
  return id < 0 ? { id, type: 'group', title: 'Openbell' } : { id, type: 'private', first_name: 'Owner' }
}
