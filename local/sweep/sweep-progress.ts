import { isFailed } from '../../shared/backtest/sweep/collected-lines.ts'
import type { TrialLine } from '../../shared/backtest/sweep/trial-record.ts'
import { isUntrue } from '../../shared/backtest/sweep/trial-record.ts'
import { durationText, type ProgressTarget, progressBar } from '../progress-bar.ts'
import type { CrewWatch } from './trial-crew.ts'

const REDRAW_MS = 100
const LINE_EVERY_MS = 10_000

/** Tells how far a sweep is, how fast it goes, when it ends and which trial is best so far. */
export class SweepProgress implements CrewWatch {
  readonly #total: number
  readonly #target: ProgressTarget
  readonly #keep: (line: TrialLine) => void
  readonly #shares = new Map<string, number>()
  readonly #startedAt = performance.now()
  #toldAt = performance.now()
  /** Runs that have ended, failed ones among them. */
  ended = 0
  #best: { readonly trial: string; readonly sharpe: number } | undefined

  /** `keep` is called before anything is told about a line. */
  constructor(options: {
    readonly total: number
    readonly target: ProgressTarget
    readonly keep: (line: TrialLine) => void
  }) {
    this.#total = options.total
    this.#target = options.target
    this.#keep = options.keep
  }

  onLine(line: TrialLine): void {
    this.#keep(line)
    this.ended += 1
    this.#shares.delete(line.id)
    this.#compare(line)
    this.#tell(this.ended === this.#total)
  }

  onShare(id: string, share: number): void {
    this.#shares.set(id, share)
    this.#tell(false)
  }

  /** Leaves the bar's line, so that what follows stands on its own. */
  end(): void {
    if (this.#target.isTTY) this.#target.write('\n')
  }

  #compare(line: TrialLine): void {
    if (isFailed(line) || isUntrue(line) || line.headline?.sharpe === undefined) return
    const { sharpe } = line.headline
    if (!this.#best || sharpe > this.#best.sharpe) this.#best = { trial: line.trial, sharpe }
  }

  #tell(last: boolean): void {
    const now = performance.now()
    if (!last && now - this.#toldAt < (this.#target.isTTY ? REDRAW_MS : LINE_EVERY_MS)) return
    this.#toldAt = now
    const words = this.#words((now - this.#startedAt) / 1_000)
    this.#target.write(
      this.#target.isTTY ? `\r${progressBar(this.#done() / this.#total)} ${words}\u001b[K` : `${words}\n`,
    )
  }

  #words(seconds: number): string {
    const done = this.#done()
    const rate = done / seconds
    const left = done > 0 ? `, ${durationText(Math.round((this.#total - done) / rate))} left` : ''
    const best = this.#best
      ? `, best so far ${this.#best.trial} (Sharpe ${this.#best.sharpe.toFixed(2)})`
      : ''
    return `${this.ended} of ${this.#total} backtests, ${rate.toFixed(2)} a second${left}${best}`
  }

  /** With the parts of the trials that are under way. */
  #done(): number {
    let done = this.ended
    for (const share of this.#shares.values()) done += share
    return done
  }
}
