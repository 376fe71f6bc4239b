import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { WorldNumber, WorldResult } from './world.ts'

const THREAD = new URL('./world-thread.ts', import.meta.url)

/** Runs worlds in several threads, each world in one of them. */
export class WorldPool {
  readonly #threads: readonly Worker[]
  readonly #idle: Worker[]
  readonly #waiting: ((thread: Worker) => void)[] = []

  constructor(threads: number) {
    this.#threads = Array.from({ length: threads }, () => new Worker(THREAD))
    this.#idle = [...this.#threads]
  }

  /** Rejects when the thread fails, which is an error of the simulation itself. */
  async run(number: WorldNumber): Promise<WorldResult> {
    const thread = this.#idle.pop() ?? (await new Promise<Worker>((take) => this.#waiting.push(take)))
    const answered = once(thread, 'message')
    thread.postMessage(number)
    const [result] = await answered
    const next = this.#waiting.shift()
    if (next) next(thread)
    else this.#idle.push(thread)
    return result as WorldResult
  }

  /** Ends the threads; worlds under way are given up. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()))
  }
}
