import { setTimeout as sleep } from 'node:timers/promises'

/** Lets every call of a port take its time, and counts how many of them had to wait for one another. */
export class Latency {
  readonly #milliseconds: number
  calls = 0
  /** The longest chain of calls, each of which began when the one before had been answered. */
  roundTrips = 0

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds
  }

  /** Forgets what it has counted. */
  reset(): void {
    this.calls = 0
    this.roundTrips = 0
  }

  /** The same port, further away. */
  before<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return (...values: readonly unknown[]) => this.#pass(() => member.apply(target, values))
      },
    })
  }

  async #pass<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    const place = this.roundTrips + 1
    this.calls += 1
    await sleep(this.#milliseconds)
    try {
      return await call()
    } finally {
      this.roundTrips = Math.max(this.roundTrips, place)
    }
  }
}
