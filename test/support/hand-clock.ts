import type { Clock } from '../../shared/ports/clock.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

/** Stands still unless it is moved; waiting on it moves it. */
export class HandClock implements Clock {
  #now: EpochMs

  constructor(start: EpochMs) {
    this.#now = start
  }

  now(): EpochMs {
    return this.#now
  }

  advance(milliseconds: number): void {
    this.#now = (this.#now + milliseconds) as EpochMs
  }

  moveTo(moment: EpochMs): void {
    this.#now = moment
  }

  async sleep(milliseconds: number): Promise<void> {
    this.advance(milliseconds)
  }
}
