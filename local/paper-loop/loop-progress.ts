import type { PaperProgress } from '../../shared/paper-loop/paper-loop-setup.ts'
import { type ProgressTarget, progressBar } from '../progress-bar.ts'

const REDRAW_MS = 100
const LINE_EVERY_MS = 10_000

/** Tells how many days of a loop are played. */
export class LoopProgress {
  readonly #target: ProgressTarget
  #toldAt = performance.now()
  #told = false

  constructor(target: ProgressTarget) {
    this.#target = target
  }

  tell({ date, done, total }: PaperProgress): void {
    const now = performance.now()
    const isDue = now - this.#toldAt >= (this.#target.isTTY ? REDRAW_MS : LINE_EVERY_MS)
    if (!isDue && !(this.#target.isTTY && done === total)) return
    this.#toldAt = now
    this.#told = true
    const text = `${done} of ${total} days, ${date}`
    this.#target.write(this.#target.isTTY ? `\r${progressBar(done / total)} ${text}\u001b[K` : `${text}\n`)
  }

  /** Leaves the bar's line, so that what follows stands on its own. */
  end(): void {
    if (this.#target.isTTY && this.#told) this.#target.write('\n')
  }
}
