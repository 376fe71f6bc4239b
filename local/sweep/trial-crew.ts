import type { PlannedRun } from '../../shared/backtest/sweep/planned-run.ts'
import type { TrialLine } from '../../shared/backtest/sweep/trial-record.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { ProcessSetup } from './process-messages.ts'
import { TrialWorker } from './trial-worker.ts'

/** What happens while a crew works; all of it in the process that was called. */
export interface CrewWatch {
  /** Told at once when a run has ended, so that it can be kept before anything else happens. */
  onLine(line: TrialLine): void
  /** How far a run is, 0 to 1. */
  onShare(id: string, share: number): void
}

/** Processes that take runs from one queue; each opens the market once. */
export class TrialCrew {
  readonly #setup: ProcessSetup
  readonly #workers: TrialWorker[]
  readonly dates: readonly ExchangeDate[]

  private constructor(setup: ProcessSetup, first: TrialWorker) {
    this.#setup = setup
    this.#workers = [first]
    this.dates = first.dates
  }

  /** Opens the market in one process, which tells its dates; the others come when there is work for them. */
  static async open(setup: ProcessSetup): Promise<TrialCrew> {
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
    const processes = Math.min(options.jobs, queue.length)
    await Promise.all(Array.from({ length: processes }, (_, index) => this.#empty(queue, index, options)))
  }

  /** Ends the processes. */
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
