import { z } from 'zod'
import { parseExchangeDate } from './exchange-time.ts'

const CLOCK_TEXT = /^([01]\d|2[0-3]):[0-5]\d$/

const date = z.string().transform((text, context) => {
  try {
    return parseExchangeDate(text)
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as RangeError).message })
    return z.NEVER
  }
})

const name = z.string().trim().min(1)

const closeTime = z
  .string()
  .refine(isWithinSession, {
    error: ({ input }) =>
      `not a time to close early: ${JSON.stringify(input)} (allowed: HH:MM after 09:30 and before 16:00)`,
  })
  .default('13:00')

/**
 * A day on which the yearly rules are not the whole truth. `closed`: no session; `earlyClose`: the session ends at
 * `closeTime`, 13:00 unless told otherwise; `noTrade`: the exchange is open and the owner wants no new position.
 */
export const calendarExceptionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('closed'), date, name }).readonly(),
  z.strictObject({ kind: z.literal('earlyClose'), date, name, closeTime }).readonly(),
  z.strictObject({ kind: z.literal('noTrade'), date, name }).readonly(),
])

/** One line of the operator's calendar document, or of the exchange's past. */
export type CalendarException = z.infer<typeof calendarExceptionSchema>

function isWithinSession(text: string): boolean {
  return CLOCK_TEXT.test(text) && text > '09:30' && text < '16:00'
}
