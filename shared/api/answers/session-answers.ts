import { z } from 'zod'
import { instantField } from '../api-field.ts'

/** Who is signed in, and until when. */
export const sessionAnswer = z.strictObject({
  signedIn: z.literal(true),
  until: instantField,
})

/** What a sign-out leaves. */
export const signedOutAnswer = z.strictObject({ signedIn: z.literal(false) })

/** Where the owner agrees at the broker. */
export const loginStartedAnswer = z.strictObject({
  authorizeUrl: z.url().meta({ description: 'to be opened by the owner alone; good for one sign-in' }),
  minutes: z.number().int().meta({ description: 'how long the page is good for' }),
})

/** The broker accepts the day's token; the token itself is never told. */
export const loginFinishedAnswer = z.strictObject({
  status: z.literal('signed-in'),
  endsAt: instantField,
})

/** How a run by hand ended: a summary of its own for each job. */
export const runAnswer = z.looseObject({
  job: z.string(),
  status: z.enum(['done', 'skipped', 'duplicate', 'busy']),
  at: z.string().exactOptional(),
  reason: z.string().exactOptional(),
})
