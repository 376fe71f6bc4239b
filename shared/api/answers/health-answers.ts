import { z } from 'zod'
import { dateField, instantField } from '../api-field.ts'

/** That the process answers; nothing is read for it. */
export const healthAnswer = z.strictObject({
  status: z.literal('ok'),
  version: z.string(),
  at: instantField.meta({ description: 'the time by which the system trades' }),
})

const checkAnswer = z.strictObject({
  name: z.string(),
  verdict: z.enum(['well', 'ill', 'unknown']),
  detail: z.string(),
})

/** Whether everything runs as it should, check by check. */
export const readinessAnswer = z.strictObject({
  ready: z.boolean().meta({ description: 'no check is ill' }),
  checks: z.array(checkAnswer),
})

/** The sign-in at the broker as far as it is known without asking the broker. */
export const tokenAnswer = z.strictObject({
  state: z.enum(['NOT_FOUND', 'ACTIVE', 'EXPIRING_SOON', 'IDLE', 'EXPIRED']),
  mayTrade: z.boolean().meta({ description: 'false: nothing is bought until the owner signs in' }),
  issuedAt: instantField.exactOptional(),
  lastUsedAt: instantField.exactOptional(),
  endsAt: instantField.exactOptional().meta({ description: 'midnight in New York' }),
})

const moduleUse = z.strictObject({
  module: z.string(),
  callsToday: z.number().int(),
  callsThisHour: z.number().int(),
  callsPerHourMax: z.number().int().exactOptional(),
  quotesThisHour: z.number().int(),
  pausedUntil: instantField.exactOptional().meta({ description: 'the broker asked for a pause' }),
})

/** What is used of the broker's limits, and how many requests this API takes. */
export const rateLimitsAnswer = z.strictObject({
  broker: z
    .strictObject({
      callsToday: z.number().int(),
      callsPerDayMax: z.number().int(),
      entriesStopAtPct: z.number(),
      modules: z.array(moduleUse),
    })
    .exactOptional()
    .meta({ description: 'absent where the broker sets no limits' }),
  api: z.strictObject({ requestsPerMinuteMax: z.number().int() }),
})

const cacheUse = z.strictObject({
  kind: z.string(),
  hits: z.number().int(),
  misses: z.number().int(),
  hitRatePct: z.number().exactOptional(),
})

/** What the caches of this process did since it started. */
export const cachesAnswer = z.strictObject({ caches: z.array(cacheUse) })

const callUse = z.strictObject({
  name: z.string().meta({ description: 'provider/module', example: 'etrade/market' }),
  calls: z.number().int(),
  failures: z.number().int(),
  p50Ms: z.number().exactOptional(),
  p95Ms: z.number().exactOptional(),
})

/** Calls, runs and what the cloud costs. */
export const metricsAnswer = z.strictObject({
  date: dateField,
  process: z.strictObject({ calls: z.array(callUse) }),
  today: z.strictObject({
    scans: z.number().int(),
    monitors: z.number().int(),
    calls: z.record(z.string(), z.number().int()),
    usage: z
      .strictObject({
        runs: z.number().int(),
        reads: z.number().int(),
        writes: z.number().int(),
        deletes: z.number().int(),
        runSeconds: z.number(),
      })
      .exactOptional(),
  }),
  nakedSeconds: z
    .strictObject({ p50: z.number(), p99: z.number(), worst: z.number() })
    .exactOptional()
    .meta({ description: 'time without a whole stop at the broker, of the trades closed today' }),
})
