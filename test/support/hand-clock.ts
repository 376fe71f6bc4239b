import type { Clock } from '../../shared/ports/clock.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

/** Stands still unless it is moved. */
export class HandClock implements Clock {
  #now = Date.parse('2026-03-03T14:36:00Z')

  now(): EpochMs {
    return this.#now as EpochMs
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds
  }

  async sleep(milliseconds: number): Promise<void> {
    this.advance(milliseconds)
  }
}
