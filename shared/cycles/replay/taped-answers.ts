import { unpackError } from '../recording/kept-error.ts'
import { PackedClock } from '../recording/readings.ts'
import type { KeptCall, RunTape } from '../recording/run-tape.ts'

/** The replayed run asks what the recorded run never asked. */
class NotOnTapeError extends Error {
  override readonly name = 'NotOnTapeError'
}

/** Lets everything that can go on without an answer go on first. */
export type Pause = () => Promise<void>

interface Waiting {
  readonly place: number
  readonly goOn: () => void
}

interface Placed {
  readonly place: number
  readonly call: KeptCall
}

/**
 * The answers of one tape. The same question gets its answers in their order, and of several that wait at the same time the
 * one is answered first that was answered first then, so that clock readings fall where they fell.
 */
export class TapedAnswers {
  readonly clock: PackedClock
  /** The first question that is not on the tape. */
  unasked: string | undefined
  readonly #left = new Map<string, Placed[]>()
  readonly #waiting: Waiting[] = []
  readonly #pause: Pause
  #isAnswering = false

  constructor({ readings, calls }: Pick<RunTape, 'readings' | 'calls'>, pause: Pause) {
    this.clock = new PackedClock(readings)
    this.#pause = pause
    for (const [place, call] of (calls as readonly KeptCall[]).entries())
      this.#left.set(call.key, [...(this.#left.get(call.key) ?? []), { place, call }])
  }

  /** The kept answers to these questions, each where there is one, in their turn. */
  async taken(keys: readonly string[]): Promise<readonly (KeptCall | undefined)[]> {
    const placed = keys.map((key) => this.#left.get(key)?.shift())
    await this.#turn(Math.max(...placed.map((each) => each?.place ?? Number.POSITIVE_INFINITY)))
    return placed.map((each) => each?.call)
  }

  async call<T>(key: string, unpack: (answer: unknown) => T = as): Promise<T> {
    const [kept] = await this.taken([key])
    return unpack(this.#answerOf(key, kept))
  }

  told<T>(key: string): T {
    return this.#answerOf(key, this.#left.get(key)?.shift()?.call) as T
  }

  #answerOf(key: string, kept: KeptCall | undefined): unknown {
    if (kept?.error) throw unpackError(kept.error)
    if (kept) return kept.answer
    this.unasked ??= key
    throw new NotOnTapeError(`${key} is not on the tape`)
  }

  async #turn(place: number): Promise<void> {
    await new Promise<void>((goOn) => {
      this.#waiting.push({ place, goOn })
      if (!this.#isAnswering) void this.#answerAll()
    })
  }

  async #answerAll(): Promise<void> {
    this.#isAnswering = true
    while (this.#waiting.length > 0) {
      await this.#pause()
      const first = this.#waiting.reduce((best, each) => (each.place < best.place ? each : best))
      this.#waiting.splice(this.#waiting.indexOf(first), 1)
      first.goOn()
    }
    this.#isAnswering = false
  }
}

/** The tape is sealed: what it holds is what the port of this type answered. */
function as<T>(answer: unknown): T {
  return answer as T
}
