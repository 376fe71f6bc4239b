import type { HttpFunction } from '@google-cloud/functions-framework'
import type { Log } from '../shared/ports/log.ts'
import type { Stopwatch } from '../shared/ports/stopwatch.ts'

/** The platform ends the process 10 s after its signal. */
const DRAIN_MS_MAX = 9_000

export interface DrainParts {
  readonly log: Log
  startStopwatch(): Stopwatch
}

/**
 * Lets the requests in flight end before the process does. Without it the Functions Framework answers them with 500
 * on SIGTERM and exits at once, which could cut a run between an order and its record.
 */
export class Drain {
  readonly #parts: DrainParts
  #inFlight = 0
  #onIdle: () => void = () => {}

  constructor(parts: DrainParts) {
    this.#parts = parts
  }

  /** Counts a request from its beginning until its run has ended and its answer is out. */
  counted(handler: HttpFunction): HttpFunction {
    return async (request, response) => {
      this.#inFlight += 1
      const answered = new Promise((resolve) => response.once('close', resolve))
      try {
        await handler(request, response)
        await answered
      } finally {
        this.#inFlight -= 1
        if (this.#inFlight === 0) this.#onIdle()
      }
    }
  }

  /**
   * Takes SIGTERM over for good. The framework registers its own listener once it listens, whenever that is, so every
   * listener is replaced as soon as it appears.
   */
  takeOver(): void {
    const onSignal = () => void this.#end()
    const replace = () => {
      process.removeAllListeners('SIGTERM')
      process.on('SIGTERM', onSignal)
    }
    process.on('newListener', (event, listener) => {
      if (event === 'SIGTERM' && listener !== onSignal) process.nextTick(replace)
    })
    process.on('SIGTERM', onSignal)
  }

  async #end(): Promise<void> {
    const { log, startStopwatch } = this.#parts
    log.info({ inFlight: this.#inFlight }, 'SIGTERM: the process ends when its requests have')
    await Promise.race([this.#idle(), startStopwatch().reached(DRAIN_MS_MAX)])
    if (this.#inFlight > 0) log.error({ inFlight: this.#inFlight }, 'SIGTERM: requests were cut off')
    process.exit(0)
  }

  #idle(): Promise<void> {
    if (this.#inFlight === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#onIdle = resolve
    })
  }
}
