import { Incremental } from './incremental.ts'
import { checkedPeriod } from './period.ts'
import { assertNumbers } from './saved-state.ts'

export interface WilderAverageState {
  readonly seen: number
  /** The average once `period` inputs were seen, until then their sum. */
  readonly value: number
}

/**
 * Wilder's smoothing: a plain mean of the first period, from then on one part new to `period − 1` parts old.
 */
export class WilderAverage extends Incremental<number, number, WilderAverageState> {
  readonly warmUp: number
  #seen = 0
  #value = 0

  constructor(period: number) {
    super()
    this.warmUp = checkedPeriod(period)
  }

  peek(input: number): number | undefined {
    if (this.#seen < this.warmUp - 1) return undefined
    if (this.#seen === this.warmUp - 1) return (this.#value + input) / this.warmUp
    return (this.#value * (this.warmUp - 1) + input) / this.warmUp
  }

  remember(input: number): void {
    this.#value = this.peek(input) ?? this.#value + input
    this.#seen += 1
  }

  save(): WilderAverageState {
    return { seen: this.#seen, value: this.#value }
  }

  restore(state: WilderAverageState): void {
    assertNumbers('Wilder average', state, ['seen', 'value'])
    this.#seen = state.seen
    this.#value = state.value
  }
}
