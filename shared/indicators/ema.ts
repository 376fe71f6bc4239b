import { Incremental } from './incremental.ts'
import { checkedPeriod } from './period.ts'
import { assertNumbers } from './saved-state.ts'

export interface EmaState {
  readonly seen: number
  /** The average once `period` inputs were seen, until then their sum. */
  readonly value: number
}

/** Exponential moving average, seeded by the simple mean of its first period. */
export class Ema extends Incremental<number, number, EmaState> {
  readonly warmUp: number
  readonly #weight: number
  #seen = 0
  #value = 0

  constructor(period: number) {
    super()
    this.warmUp = checkedPeriod(period)
    this.#weight = 2 / (period + 1)
  }

  peek(input: number): number | undefined {
    if (this.#seen < this.warmUp - 1) return undefined
    if (this.#seen === this.warmUp - 1) return (this.#value + input) / this.warmUp
    return (input - this.#value) * this.#weight + this.#value
  }

  remember(input: number): void {
    this.#value = this.peek(input) ?? this.#value + input
    this.#seen += 1
  }

  save(): EmaState {
    return { seen: this.#seen, value: this.#value }
  }

  restore(state: EmaState): void {
    assertNumbers('EMA', state, ['seen', 'value'])
    this.#seen = state.seen
    this.#value = state.value
  }
}
