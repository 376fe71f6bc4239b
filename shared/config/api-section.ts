import { z } from 'zod'

/** The HTTP API and the sign-in of the dashboard (spec §16). */
export const apiSection = z
  .strictObject({
    /** Of one caller; more are answered with 429. */
    requestsPerMinuteMax: z.number().int().min(1).max(10_000).default(60),
    /** How long a sign-in lasts. */
    sessionHours: z.number().int().min(1).max(72).default(12),
    /** How long a sign-in link is good for; it is good once. */
    signInLinkMinutes: z.number().int().min(1).max(60).default(10),
  })
  .prefault({})
