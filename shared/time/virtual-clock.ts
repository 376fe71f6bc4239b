import type { Clock } from '../ports/clock.ts'
import type { EpochMs } from './instant.ts'

/** A clock that stands still until it is moved, and only ever forward; waiting on it costs no real time. */
export class VirtualClock implements Clock {
  #now: EpochMs

  constructor(start: EpochMs) {
    this.#now = start
  }

  now(): EpochMs {
    return this.#now
  }

  /** Moves on; a moment that has passed already leaves the clock where it is. */
  moveTo(moment: EpochMs): void {
    if (moment > this.#now) this.#now = moment
  }

  async sleep(milliseconds: number): Promise<void> {
    this.moveTo((this.#now + milliseconds) as EpochMs)
  }
}
