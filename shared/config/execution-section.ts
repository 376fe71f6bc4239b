import { z } from 'zod'

const seconds = (fallback: number) => z.number().int().positive().default(fallback)

/** How orders are priced and how long they may wait (spec §10). */
export const executionSection = z
  .strictObject({
    entryOverMidBpsMax: z.number().min(0).default(10),
    entryUnfilledSecondsMax: seconds(30),
    exitUnderBidBps: z.number().min(0).default(20),
    exitMarketAfterSeconds: seconds(10),
    previewAgeSecondsMax: z.number().int().positive().max(60).default(60),
    /** The broker's clock may stamp an order this much before we sent it. */
    placedTimeSkewSeconds: seconds(5),
    /** An order in doubt counts as never accepted only when a full order list read this long after sending lacks it. */
    unknownAbsenceSeconds: seconds(60),
  })
  .prefault({})
