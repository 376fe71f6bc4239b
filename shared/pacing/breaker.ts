import { z } from 'zod'
import { instantSchema } from '../state/document-schemas.ts'
import { type EpochMs, SECOND_MS } from '../time/instant.ts'

/** Whether a provider is worth asking. */
export type Breaker =
  /** It answers; so many calls in a row have failed. */
  | { readonly kind: 'closed'; readonly failures: number }
  /** It failed too often and is left alone. */
  | { readonly kind: 'open'; readonly since: EpochMs }
  /** One call finds out whether it is back; the others wait for what comes of it. */
  | { readonly kind: 'half-open'; readonly since: EpochMs; readonly probedAt: EpochMs }

/** Spec §14. */
const FAILURES_MAX = 5
const REST_MS = 60 * SECOND_MS

/** A provider of which nothing bad is known. */
export const CLOSED_BREAKER: Breaker = { kind: 'closed', failures: 0 }

/** When a call may be made at the earliest; a probe of which nothing was heard is given up like an outage. */
export function nextCallAt(breaker: Breaker): EpochMs {
  switch (breaker.kind) {
    case 'closed':
      return 0 as EpochMs
    case 'open':
      return (breaker.since + REST_MS) as EpochMs
    case 'half-open':
      return (breaker.probedAt + REST_MS) as EpochMs
  }
}

/** A call leaves that was allowed to: after a rest it is the probe. */
export function asked(breaker: Breaker, now: EpochMs): Breaker {
  return breaker.kind === 'closed' ? breaker : { kind: 'half-open', since: breaker.since, probedAt: now }
}

/** A call that was allowed was not made after all: the next one may be the probe. */
export function notAsked(breaker: Breaker): Breaker {
  return breaker.kind === 'half-open' ? { kind: 'open', since: breaker.since } : breaker
}

/** The provider answered, whatever it said. */
export function answered(breaker: Breaker): Breaker {
  return breaker.kind === 'closed' && breaker.failures === 0 ? breaker : CLOSED_BREAKER
}

/** A call failed, the probe or any other. */
export function failed(breaker: Breaker, now: EpochMs): Breaker {
  switch (breaker.kind) {
    case 'closed': {
      const failures = breaker.failures + 1
      return failures < FAILURES_MAX ? { kind: 'closed', failures } : { kind: 'open', since: now }
    }
    case 'open':
      return breaker
    case 'half-open':
      return { kind: 'open', since: now }
  }
}

/** How it is kept between runs. */
export const breakerSchema: z.ZodType<Breaker> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('closed'), failures: z.number().int().min(0) }),
  z.strictObject({ kind: z.literal('open'), since: instantSchema }),
  z.strictObject({ kind: z.literal('half-open'), since: instantSchema, probedAt: instantSchema }),
])
