import type { Stopwatch } from '../../shared/ports/stopwatch.ts'

/** What is left of the time for one plan. Every call and every pause is cut to it, so that nothing outlasts it. */
export class TimeLeft {
  readonly totalMs: number
  readonly #watch: Pick<Stopwatch, 'elapsedMs'>

  constructor(totalMs: number, watch: Pick<Stopwatch, 'elapsedMs'>) {
    this.totalMs = totalMs
    this.#watch = watch
  }

  /** Whole milliseconds, as timers take them. */
  atMost(milliseconds: number): number {
    return Math.max(0, Math.floor(Math.min(milliseconds, this.totalMs - this.#watch.elapsedMs())))
  }

  get isOver(): boolean {
    return this.atMost(1) === 0
  }
}
