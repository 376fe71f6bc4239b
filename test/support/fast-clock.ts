import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../shared/ports/clock.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

/** Real time, a number of times as fast. */
export class FastClock implements Clock {
  readonly #speed: number
  readonly #startedAt = performance.now()
  readonly #start: EpochMs

  constructor(start: EpochMs, speed: number) {
    this.#start = start
    this.#speed = speed
  }

  now(): EpochMs {
    return Math.floor(this.#start + (performance.now() - this.#startedAt) * this.#speed) as EpochMs
  }

  async sleep(milliseconds: number): Promise<void> {
    await wait(milliseconds / this.#speed)
  }
}
