/** Counts why symbols were not entered, each symbol-moment under the first reason that was found. */
export class Funnel {
  #judged = 0
  #entered = 0
  readonly #refusals = new Map<string, number>()

  refused(reason: string, times = 1): void {
    this.#judged += times
    this.#refusals.set(reason, (this.#refusals.get(reason) ?? 0) + times)
  }

  entered(): void {
    this.#judged += 1
    this.#entered += 1
  }

  /** Reasons by how often they were found, the most frequent first. */
  counts(): {
    readonly judged: number
    readonly entered: number
    readonly refusals: Readonly<Record<string, number>>
  } {
    const sorted = [...this.#refusals].sort(([, first], [, second]) => second - first)
    return { judged: this.#judged, entered: this.#entered, refusals: Object.fromEntries(sorted) }
  }
}
