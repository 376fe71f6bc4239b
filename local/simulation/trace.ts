import { createHash } from 'node:crypto'
import { formatEt } from '../../shared/time/exchange-time.ts'
import type { Timeline } from './timeline.ts'

const LINES_KEPT = 40_000

/** Everything that happened in a simulated world, as one hash: the same seed must always give the same one. */
export class Trace {
  readonly #timeline: Timeline
  readonly #hash = createHash('sha256')
  readonly #lines: string[] = []
  readonly #keepLines: boolean

  constructor(timeline: Timeline, keepLines: boolean) {
    this.#timeline = timeline
    this.#keepLines = keepLines
  }

  note(text: string): void {
    const now = this.#timeline.now()
    this.#hash.update(`${now} ${text}\n`)
    if (!this.#keepLines) return
    this.#lines.push(
      `${formatEt(now, 'date-time')}:${String(Math.floor(now / 1_000) % 60).padStart(2, '0')} ${text}`,
    )
    if (this.#lines.length > LINES_KEPT) this.#lines.shift()
  }

  get lines(): readonly string[] {
    return this.#lines
  }

  digest(): string {
    return this.#hash.copy().digest('hex')
  }
}
