import type { Fates } from './fates.ts'
import type { Timeline } from './timeline.ts'
import type { Trace } from './trace.ts'

/** One process of the cloud. When it ends, everything that it waited for never comes. */
export class Instance {
  readonly name: string
  alive = true

  constructor(name: string) {
    this.name = name
  }
}

/** A call across a port. */
export interface Crossing<T> {
  readonly port: string
  readonly effect: () => Promise<T>
  /** What the caller is told when the call failed, and whether it may have had its effect. */
  readonly failure: (lost: 'call' | 'answer') => Error
}

/** Where calls leave a process: each takes its time, and each is a place at which the process may end. */
export class Crossings {
  readonly #timeline: Timeline
  readonly #fates: Fates
  readonly #trace: Trace

  constructor(parts: { readonly timeline: Timeline; readonly fates: Fates; readonly trace: Trace }) {
    this.#timeline = parts.timeline
    this.#fates = parts.fates
    this.#trace = parts.trace
  }

  async cross<T>(instance: Instance, { port, effect, failure }: Crossing<T>): Promise<T> {
    const { thereMs, backMs, mishap } = this.#fates.next(port)
    await this.#timeline.sleep(thereMs)
    if (mishap === 'crash-before') this.#end(instance, port, mishap)
    if (!instance.alive) return never()
    if (mishap === 'fail-before') return this.#fail(port, mishap, failure('call'))
    const answer = await effect().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    )
    if (mishap === 'crash-after') this.#end(instance, port, mishap)
    await this.#timeline.sleep(backMs)
    if (!instance.alive) return never()
    if (mishap === 'fail-after') return this.#fail(port, mishap, failure('answer'))
    if ('error' in answer) throw answer.error
    return answer.value
  }

  #end(instance: Instance, port: string, how: string): void {
    instance.alive = false
    this.#trace.note(`${instance.name} ${how} ${port}`)
  }

  #fail(port: string, how: string, error: Error): never {
    this.#trace.note(`${how} ${port}`)
    throw error
  }
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined)
}
