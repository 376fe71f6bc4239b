import type { Clock } from '../../../shared/ports/clock.ts'
import {
  appliedOffsetMs,
  type ClockOffset,
  offsetMs,
  type StampedRoundTrip,
  UNKNOWN_OFFSET,
  withRoundTrip,
} from '../../../shared/time/clock-offset.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'

/** The time by which requests are signed: ours, or the broker's once the two are too far apart. */
export class BrokerClock {
  readonly #clock: Clock
  #offset: ClockOffset = UNKNOWN_OFFSET

  constructor(clock: Clock) {
    this.#clock = clock
  }

  now(): EpochMs {
    return (this.#clock.now() + appliedOffsetMs(this.#offset)) as EpochMs
  }

  /** How far the broker is ahead of us; `undefined` before its first stamped answer. */
  get offsetMs(): number | undefined {
    return offsetMs(this.#offset)
  }

  observe(trip: StampedRoundTrip): void {
    this.#offset = withRoundTrip(this.#offset, trip)
  }

  /** Forgets what was known: the broker has refused our time, so only this answer of its counts. */
  setBy(trip: StampedRoundTrip): void {
    this.#offset = withRoundTrip(UNKNOWN_OFFSET, trip)
  }
}
