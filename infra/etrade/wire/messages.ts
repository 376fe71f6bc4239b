import { z } from 'zod'
import { listOf } from './scalars.ts'

const message = z.object({
  description: z.string().trim().default(''),
  code: z.union([z.number(), z.string()]).transform(String).optional(),
  type: z.string().optional(),
})

/** What the broker remarks beside an answer. Success carries remarks of type WARNING too (reference §7). */
export type WireMessage = z.infer<typeof message>

/** A container of messages, absent or empty when there is nothing to say. */
export const messages = z
  .object({ message: listOf(message) })
  .nullish()
  .transform((container) => container?.message ?? [])

export function messageText({ code, description }: WireMessage): string {
  return [code, description].filter(Boolean).join(' ')
}
