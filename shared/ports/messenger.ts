import type { Reply } from '../commands/reply.ts'

/** The conversation with the owner. Its methods throw like `Notifier.deliver`. */
export interface Messenger {
  send(reply: Reply): Promise<void>
  /** Ends the waiting of a tapped button with a few words, at most 200 characters. */
  answerTap(tapId: string, words: string): Promise<void>
  /** Takes the buttons from a message, so that they can't be tapped again. */
  removeButtons(messageId: number): Promise<void>
}
