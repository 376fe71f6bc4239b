import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../shared/ports/clock.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

/** The machine's clock, or one that runs beside it at a fixed distance. */
export class SystemClock implements Clock {
  readonly #offsetMs: number

  constructor(offsetMs = 0) {
    this.#offsetMs = offsetMs
  }

  /** A clock that shows `start` now and runs on from there. */
  static startingAt(start: EpochMs): SystemClock {
    return new SystemClock(start - Date.now())
  }

  now(): EpochMs {
    return (Date.now() + this.#offsetMs) as EpochMs
  }

  async sleep(milliseconds: number): Promise<void> {
    await wait(milliseconds)
  }
}
