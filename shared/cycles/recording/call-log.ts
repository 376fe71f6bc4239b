import { packError } from './kept-error.ts'
import type { KeptCall } from './run-tape.ts'

/** Collects the calls of one run as their answers come. What can't be kept spoils the tape and never the call. */
export class CallLog {
  readonly calls: KeptCall[] = []
  /** Why this run leaves no tape. */
  spoiled: string | undefined

  spoil(why: string): void {
    this.spoiled ??= why
    this.calls.length = 0
  }

  /** Hands a call on, and keeps what came of it. */
  async call<T>(key: string, ask: () => Promise<T>, pack: (answer: T) => unknown = same): Promise<T> {
    try {
      const answer = await ask()
      this.keep(() => ({ key, answer: pack(answer) }))
      return answer
    } catch (error) {
      this.keep(() => ({ key, error: packError(error) }))
      throw error
    }
  }

  /** The same for an answer that needs no waiting. */
  told<T>(key: string, answer: T): T {
    this.keep(() => ({ key, answer }))
    return answer
  }

  keep(call: () => KeptCall): void {
    if (this.spoiled !== undefined) return
    try {
      this.calls.push(call())
    } catch (error) {
      this.spoil(`an answer could not be kept: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

function same(answer: unknown): unknown {
  return answer
}

/** What a call asks, in a form that is the same whenever it asks the same. */
export function keyOf(operation: string, asked: readonly unknown[] = []): string {
  return asked.length === 0 ? operation : `${operation} ${JSON.stringify(asked)}`
}
