import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { TrialLine } from '../../shared/backtest/sweep/trial-record.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { UsageError } from '../failure.ts'
import type { ProcessAnswer, ProcessSetup, ProcessTask } from './process-messages.ts'

const PROCESS = new URL('./trial-process.ts', import.meta.url)

/** A process with the market open, as the one that hired it sees it; it does one run at a time. */
export class TrialWorker {
  readonly #process: ChildProcess
  #dates: readonly ExchangeDate[] = []
  /** Who waits for an answer; nobody between two runs. */
  #heard: (answer: ProcessAnswer) => void = () => undefined
  #lost: (error: Error) => void = () => undefined

  private constructor(setup: ProcessSetup) {
    this.#process = fork(PROCESS, { serialization: 'advanced' })
    this.#process
      .on('message', (answer) => this.#heard(answer as ProcessAnswer))
      .on('error', (error: Error) => this.#lost(error))
      .on('exit', (code) => this.#lost(new Error(`a process of the sweep ended with code ${code}`)))
    this.#process.send(setup)
  }

  /** Throws what the engine has to say against the market. */
  static async open(setup: ProcessSetup): Promise<TrialWorker> {
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

  /** Rejects when the process itself ends, e.g. without memory; an error of the run is a line like any other. */
  async run(task: ProcessTask, onShare: (share: number) => void): Promise<TrialLine> {
    this.#process.send(task)
    const answer = await this.#last((heard) => {
      if (heard.kind === 'progress') onShare(heard.share)
      return heard.kind === 'ended'
    })
    if (answer.kind !== 'ended') throw new Error(`a process answered "${answer.kind}" to a run`)
    return answer.line
  }

  /** A run under way is given up. */
  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const ended = once(this.#process, 'exit')
    this.#process.kill('SIGKILL')
    await ended
  }

  #last(isLast: (answer: ProcessAnswer) => boolean): Promise<ProcessAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<ProcessAnswer>()
    this.#lost = reject
    this.#heard = (answer) => {
      if (isLast(answer)) resolve(answer)
    }
    return promise
  }
}
