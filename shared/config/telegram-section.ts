import { z } from 'zod'
import { isKnownZone } from '../time/local-time.ts'

const count = (fallback: number) => z.number().int().positive().default(fallback)

/** How the owner is told and asked over Telegram (spec §15). */
export const telegramSection = z
  .strictObject({
    /** Times are told in New York time, and in this zone too where it is another. */
    timeZone: z
      .string()
      .refine(isKnownZone, 'no known time zone; use a name such as "Europe/Berlin"')
      .default('America/New_York'),
    /** Informational messages wait above these; a critical one never does. Telegram itself allows a group 20 a minute. */
    messagesPerMinuteMax: count(20),
    messagesPerHourMax: count(100),
    /** More informational messages than this within so many minutes become a digest. */
    digestOver: z.number().int().min(1).default(5),
    digestMinutes: z.number().int().min(1).max(60).default(10),
    /** A critical alert that could not be delivered for so long is told by another way. */
    criticalEscalationMinutes: count(5),
    /** How long a button that confirms a command is good for. */
    confirmSeconds: z.number().int().positive().max(300).default(30),
  })
  .prefault({})
