import { z } from 'zod'

const count = (fallback: number) => z.number().int().positive().default(fallback)
const perSecond = (fallback: number) => z.number().positive().default(fallback)

/** How fast and how much the broker is asked; the strictest of its known limits (spec §14, reference §10). */
export const pacingSection = z
  .strictObject({
    /** A call that would have to wait longer than this does not leave. */
    waitSecondsMax: z.number().int().positive().max(30).default(10),
    callsPerDayMax: count(10_000),
    /** From here on nothing new is entered, and the owner is told. */
    callsPerDayWarningPct: z.number().positive().max(100).default(80),
    accounts: z
      .strictObject({ callsPerSecond: perSecond(1), callBurst: count(2), callsPerHourMax: count(6_000) })
      .prefault({}),
    market: z
      .strictObject({
        callsPerSecond: perSecond(2),
        callBurst: count(4),
        callsPerHourMax: count(12_000),
        symbolsPerHourMax: count(100_000),
        /** The broker answers 50 symbols in one call, so fewer could never be asked for. */
        symbolsPerFiveSecondsMax: z.number().int().min(50).default(200),
      })
      .prefault({}),
    orders: z
      .strictObject({
        callsPerSecond: perSecond(1),
        callBurst: count(2),
        callsPerHourMax: count(6_000),
        callsPerMinuteMax: count(60),
        /** Only cancels and exits may use this part of the calls a minute and an hour. */
        keptForExitsPct: z.number().min(0).max(90).default(20),
      })
      .prefault({}),
  })
  .prefault({})
