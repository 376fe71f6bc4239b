import { z } from 'zod'

/** Whether runs are recorded so that `openbell replay` can run them again (spec §17), and for how long. */
export const recordingSection = z
  .strictObject({
    enabled: z.boolean().default(true),
    keepDays: z.number().int().min(1).max(365).default(30),
  })
  .prefault({})
