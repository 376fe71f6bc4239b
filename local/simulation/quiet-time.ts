import { type EpochMs, MINUTE_MS } from '../../shared/time/instant.ts'
import type { Fates } from './fates.ts'
import type { Timeline } from './timeline.ts'

/** What went wrong before is made up for when everything has worked for so long. */
const SETTLED_AFTER_MS = 3 * MINUTE_MS

/** From when to when the scheduler forgets the monitor. */
export interface Silence {
  readonly from: EpochMs
  readonly to: EpochMs
}

/** The times in which everything works, so that progress can be demanded. */
export class QuietTime {
  /** The silence of the day, which is no quiet time; absent on most days. */
  silence: Silence | undefined
  readonly #timeline: Timeline
  readonly #fates: Fates
  #since: EpochMs

  constructor(timeline: Timeline, fates: Fates) {
    this.#timeline = timeline
    this.#fates = fates
    this.#since = timeline.now()
  }

  begin(): void {
    if (!this.#fates.quiet) this.beginAgain()
    this.#fates.quiet = true
  }

  end(): void {
    this.#fates.quiet = false
  }

  /** Something other than a call went wrong until now. */
  beginAgain(): void {
    this.#since = this.#timeline.now()
  }

  get isNow(): boolean {
    return this.#fates.quiet
  }

  /** Whether everything has worked for long enough. */
  get isSettled(): boolean {
    return !this.#isSilent && this.#timeline.now() - this.#since > SETTLED_AFTER_MS
  }

  get #isSilent(): boolean {
    const now = this.#timeline.now()
    return !!this.silence && now >= this.silence.from && now < this.silence.to + SETTLED_AFTER_MS
  }
}
