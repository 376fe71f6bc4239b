/** What goes wrong with a call. Only the last two kinds let it take effect. */
export type Fault =
  | { readonly kind: 'too-many-requests'; readonly retryAfterSeconds: number }
  | { readonly kind: 'internal-error' }
  /** A gateway answers in the place of the Bot API, with a page. */
  | { readonly kind: 'bad-gateway' }
  | { readonly kind: 'refused'; readonly code: number; readonly description: string }
  | { readonly kind: 'unreadable'; readonly status: number; readonly body: string }
  | { readonly kind: 'dropped-before' }
  | { readonly kind: 'dropped-after' }
  | { readonly kind: 'slow'; readonly delayMs: number }

/** The faults that wait for the next calls of each method. */
export class Faults {
  readonly #waiting = new Map<string, Fault[]>()

  add(method: string, fault: Fault, times: number): void {
    const waiting = this.#waiting.get(method) ?? []
    this.#waiting.set(method, [...waiting, ...Array.from({ length: times }, () => fault)])
  }

  take(method: string): Fault | undefined {
    return this.#waiting.get(method)?.shift()
  }
}
