import { durationText, type ProgressTarget, progressBar } from '../progress-bar.ts'

const REDRAW_MS = 100
const LINE_EVERY_MS = 10_000

/** Where a run stands. */
export interface ProgressStand {
  readonly done: number
  readonly total: number
  readonly bars: number
  /** What was reached, e.g. "2022-04-07, 12 trades". */
  readonly words: string
}

/** Tells how far a backtest is, how many bars a second it reads and how long it will take. */
export class ProgressLine {
  readonly #target: ProgressTarget
  readonly #startedAt = performance.now()
  #toldAt = 0

  constructor(target: ProgressTarget) {
    this.#target = target
  }

  tell(stand: ProgressStand): void {
    const now = performance.now()
    const every = this.#target.isTTY ? REDRAW_MS : LINE_EVERY_MS
    if (now - this.#toldAt < every && stand.done < stand.total) return
    if (!this.#target.isTTY && this.#toldAt === 0) this.#toldAt = now
    else this.#write(stand, now)
  }

  /** Leaves the bar's line, so that what follows stands on its own. */
  end(): void {
    if (this.#target.isTTY) this.#target.write('\n')
  }

  #write({ done, total, bars, words }: ProgressStand, now: number): void {
    this.#toldAt = now
    const seconds = (now - this.#startedAt) / 1_000
    const left = durationText(Math.ceil((seconds / done) * (total - done)))
    const rate = Math.round(bars / seconds).toLocaleString('en-US')
    const text = `${done} of ${total} sessions, ${rate} bars a second, ${left} left, ${words}`
    this.#target.write(this.#target.isTTY ? `\r${progressBar(done / total)} ${text}\u001b[K` : `${text}\n`)
  }
}
