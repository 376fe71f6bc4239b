import { type EpochMs, SECOND_MS } from '../time/instant.ts'

/** How many calls may come at once, and how many a second after that. */
export interface BucketRule {
  readonly callsPerSecond: number
  readonly callBurst: number
}

/**
 * A bucket of call permits, kept as the one moment at which it will be full again: every permit taken moves that
 * moment on by the time in which one flows back. In any span of t seconds it gives burst + rate · t permits at most.
 */
export interface TokenBucket {
  readonly fullAt: EpochMs
}

export const FULL_BUCKET: TokenBucket = { fullAt: 0 as EpochMs }

/** How long until there is a permit; 0 when there is one. */
export function bucketWaitMs({ fullAt }: TokenBucket, rule: BucketRule, now: EpochMs): number {
  return Math.max(0, fullAt - (rule.callBurst - 1) * intervalMs(rule) - now)
}

/** The bucket with a permit less. */
export function withoutPermit({ fullAt }: TokenBucket, rule: BucketRule, now: EpochMs): TokenBucket {
  return { fullAt: (Math.max(fullAt, now) + intervalMs(rule)) as EpochMs }
}

/** A bucket from which the last permit is taken at a moment. */
export function emptyBucket(rule: BucketRule, at: EpochMs): TokenBucket {
  return { fullAt: (at + rule.callBurst * intervalMs(rule)) as EpochMs }
}

/** Rounded up, so that a rate that does not divide a second is never exceeded. */
function intervalMs({ callsPerSecond }: BucketRule): number {
  return Math.ceil(SECOND_MS / callsPerSecond)
}
