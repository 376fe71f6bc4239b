import { z } from 'zod'
import { NOTHING_SENT, type SentHistory, sentHistorySchema } from '../alerts/sent-history.ts'
import type { EpochMs } from '../time/instant.ts'
import { instantSchema } from './document-schemas.ts'

/** What the limits of messages to the owner rest on, over all instances. */
export interface MessageState {
  readonly sent: SentHistory
  /** The service that carries the messages asked to be left alone until then. */
  readonly quietUntil?: EpochMs
}

/** Before the first message. */
export const NO_MESSAGES: MessageState = { sent: NOTHING_SENT }

export const messageStateSchema: z.ZodType<MessageState> = z.strictObject({
  sent: sentHistorySchema,
  quietUntil: instantSchema.exactOptional(),
})
