import type { PlannedRun } from '../../shared/backtest/sweep/planned-run.ts'
import type { TrialLine } from '../../shared/backtest/sweep/trial-record.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { ThreadSetup } from './thread-messages.ts'
import { TrialWorker } from './trial-worker.ts'

/** What happens while a crew works; all of it on the main thread. */
export interface CrewWatch {
  /** Told at once when a run has ended, so that it can be kept before anything else happens. */
  onLine(line: TrialLine): void
  /** How far a run is, 0 to 1. */
  onShare(id: string, share: number): void
}

/** Threads that take runs from one queue; each opens the market once. */
export class TrialCrew {
  readonly #setup: ThreadSetup
  readonly #workers: TrialWorker[]
  readonly dates: readonly ExchangeDate[]

  private constructor(setup: ThreadSetup, first: TrialWorker) {
    this.#setup = setup
    this.#workers = [first]
    this.dates = first.dates
  }

  /** Opens the market in one thread, which tells its dates; the other threads come when there is work for them. */
  static async open(setup: ThreadSetup): Promise<TrialCrew> {
    return new TrialCrew(setup, await TrialWorker.open(setup))
  }

  /** Runs everything, or what is under way when `stop` is given. */
  async work(
    runs: readonly PlannedRun[],
    options: {
      readonly jobs: number
      readonly trials: number
      readonly stop: AbortSignal
      readonly watch: CrewWatch
    },
  ): Promise<void> {
    const queue = [...runs]
    const threads = Math.min(options.jobs, queue.length)
    await Promise.all(Array.from({ length: threads }, (_, index) => this.#empty(queue, index, options)))
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.close()))
  }

  async #empty(
    queue: PlannedRun[],
    index: number,
    {
      trials,
      stop,
      watch,
    }: { readonly trials: number; readonly stop: AbortSignal; readonly watch: CrewWatch },
  ): Promise<void> {
    const worker = this.#workers[index] ?? (await this.#hire())
    for (let run = queue.shift(); run && !stop.aborted; run = queue.shift()) {
      const { id } = run
      watch.onLine(await worker.run({ run, trials }, (share) => watch.onShare(id, share)))
    }
  }

  async #hire(): Promise<TrialWorker> {
    const worker = await TrialWorker.open(this.#setup)
    this.#workers.push(worker)
    return worker
  }
}
