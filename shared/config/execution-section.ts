import { z } from 'zod'

const seconds = (fallback: number) => z.number().int().positive().default(fallback)

/** How orders are priced and how long they may wait (spec §10, design §4). */
export const executionSection = z
  .strictObject({
    entryOverMidBpsMax: z.number().min(0).default(10),
    entryUnfilledSecondsMax: seconds(30),
    /** How far above its first limit an entry may be tried again, and how soon after a try another belongs to it. */
    entryChaseBpsMax: z.number().min(0).default(80),
    entryChaseMinutes: z.number().int().positive().default(10),
    exitUnderBidBps: z.number().min(0).default(20),
    exitMarketAfterSeconds: seconds(10),
    previewAgeSecondsMax: z.number().int().positive().max(60).default(60),
    /** The broker's clock may stamp an order this much before we sent it. */
    placedTimeSkewSeconds: seconds(5),
    /**
     * An order in doubt counts as never accepted only when a full order list read this long after sending lacks it:
     * longer than the broker takes its preview for valid (about 3 minutes, reference §7), so that a call that was held
     * up on its way is refused. A sale given up sooner could still arrive and sell shares the books think are held.
     */
    absenceSeconds: seconds(200),
    /** How long the broker's list of holdings may lag behind a fill. */
    holdingsLagSeconds: seconds(60),
    /** After this time without a resting stop a position is sold. */
    nakedSecondsMax: seconds(60),
    /** How long one run follows its orders up. */
    workSecondsMax: seconds(20),
    /** When a refused stop or sale is tried again, and when a cancel is asked for again. */
    tryAgainSeconds: seconds(5),
    cancelAgainSeconds: seconds(10),
  })
  .prefault({})
