import { Worker } from 'node:worker_threads'
import type { TrialLine } from '../../shared/backtest/sweep/trial-record.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { UsageError } from '../failure.ts'
import type { ThreadAnswer, ThreadSetup, ThreadTask } from './thread-messages.ts'

const THREAD = new URL('./trial-thread.ts', import.meta.url)

/** A thread with the market open, as the main thread sees it; it does one run at a time. */
export class TrialWorker {
  readonly #thread: Worker
  #dates: readonly ExchangeDate[] = []
  /** Who waits for an answer; nobody between two runs. */
  #heard: (answer: ThreadAnswer) => void = () => undefined
  #lost: (error: Error) => void = () => undefined

  private constructor(setup: ThreadSetup) {
    this.#thread = new Worker(THREAD, { workerData: setup })
    this.#thread
      .on('message', (answer: ThreadAnswer) => this.#heard(answer))
      .on('error', (error: Error) => this.#lost(error))
      .on('exit', (code) => this.#lost(new Error(`a thread of the sweep ended with code ${code}`)))
  }

  /** Throws what the engine has to say against the market. */
  static async open(setup: ThreadSetup): Promise<TrialWorker> {
    const worker = new TrialWorker(setup)
    const answer = await worker.#last((heard) => heard.kind !== 'progress')
    if (answer.kind === 'opened') worker.#dates = answer.dates
    if (answer.kind !== 'refused') return worker
    await worker.close()
    throw answer.exitCode === 2 ? new UsageError(answer.message) : new Error(answer.message)
  }

  get dates(): readonly ExchangeDate[] {
    return this.#dates
  }

  /** Rejects when the thread itself ends, e.g. without memory; an error of the run is a line like any other. */
  async run(task: ThreadTask, onShare: (share: number) => void): Promise<TrialLine> {
    this.#thread.postMessage(task)
    const answer = await this.#last((heard) => {
      if (heard.kind === 'progress') onShare(heard.share)
      return heard.kind === 'ended'
    })
    if (answer.kind !== 'ended') throw new Error(`a thread answered "${answer.kind}" to a run`)
    return answer.line
  }

  /** A run under way is given up. */
  async close(): Promise<void> {
    await this.#thread.terminate()
  }

  #last(isLast: (answer: ThreadAnswer) => boolean): Promise<ThreadAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>()
    this.#lost = reject
    this.#heard = (answer) => {
      if (isLast(answer)) resolve(answer)
    }
    return promise
  }
}
