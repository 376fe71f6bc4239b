import { type EpochMs, MINUTE_MS, SECOND_MS } from './instant.ts'

/** One exchange with a server that stamped its answer: when we sent and received, by our clock, and the stamp. */
export interface StampedRoundTrip {
  readonly sentAt: EpochMs
  readonly receivedAt: EpochMs
  /** Whole seconds, as the `Date` header has them. */
  readonly stamp: EpochMs
}

/** How far a server's clock is ahead of ours, as the latest round trips show it. */
export interface ClockOffset {
  /** In milliseconds, oldest first. */
  readonly samples: readonly number[]
}

/** Nothing has been stamped yet. */
export const UNKNOWN_OFFSET: ClockOffset = { samples: [] }

/** Spec §14 and reference §11. */
const SAMPLES_MAX = 9
const HALF_A_STAMP_MS = SECOND_MS / 2
const APPLIED_ABOVE_MS = 30 * SECOND_MS
const WARNED_ABOVE_MS = 2 * SECOND_MS
const HEALTHY_UP_TO_MS = 2 * MINUTE_MS

/** Takes a round trip into account; the latest nine count. */
export function withRoundTrip(offset: ClockOffset, trip: StampedRoundTrip): ClockOffset {
  return { samples: [...offset.samples, sampleOf(trip)].slice(-SAMPLES_MAX) }
}

/** The median, so that a few slow or odd round trips decide nothing; `undefined` before the first one. */
export function offsetMs({ samples }: ClockOffset): number | undefined {
  const sorted = [...samples].sort((first, second) => first - second)
  const low = sorted[Math.floor((sorted.length - 1) / 2)]
  const high = sorted[Math.floor(sorted.length / 2)]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}

/** What to add to our clock before a request is stamped: nothing while the broker accepts our own time anyway. */
export function appliedOffsetMs(offset: ClockOffset): number {
  const known = offsetMs(offset) ?? 0
  return Math.abs(known) > APPLIED_ABOVE_MS ? known : 0
}

/** Whether the two clocks are close enough to trade by; at two minutes they still are. */
export function isClockHealthy(knownOffsetMs: number): boolean {
  return Math.abs(knownOffsetMs) <= HEALTHY_UP_TO_MS
}

/** Whether the owner should hear of it. */
export function isClockNoticeable(knownOffsetMs: number): boolean {
  return Math.abs(knownOffsetMs) > WARNED_ABOVE_MS
}

/** The stamp was made somewhere between sending and receiving, and somewhere within the second it names. */
function sampleOf({ sentAt, receivedAt, stamp }: StampedRoundTrip): number {
  return stamp + HALF_A_STAMP_MS - (sentAt + receivedAt) / 2
}
