import type { EpochMs } from '../shared/time/instant.ts'

/** Lets market time pass: at most a given number of market seconds a real second, or as fast as it goes. */
export class Pace {
  readonly #speed: number | 'max'
  #last: EpochMs | undefined
  #wake: (() => void) | undefined

  constructor(speed: number | 'max') {
    this.#speed = speed
  }

  /** Waits as long as the way from the last moment to this one takes; `hurry` ends the wait. */
  async reach(moment: EpochMs): Promise<void> {
    const distanceMs = this.#last === undefined ? 0 : moment - this.#last
    this.#last = moment
    if (this.#speed === 'max' || distanceMs <= 0) return
    await this.#wait(distanceMs / this.#speed)
  }

  /** Goes on from here without waiting for what was skipped, such as a night. */
  skipTo(moment: EpochMs): void {
    this.#last = moment
  }

  hurry(): void {
    this.#wake?.()
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
