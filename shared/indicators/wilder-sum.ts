import { Incremental } from './incremental.ts'
import { checkedPeriod } from './period.ts'
import { assertNumbers } from './saved-state.ts'

export interface WilderSumState {
  readonly seen: number
  readonly sum: number
}

/**
 * Wilder's decaying sum, from which each input drives out one part in `period`. As in TA-Lib it starts from
 * the plain sum of the first `period − 1` inputs.
 */
export class WilderSum extends Incremental<number, number, WilderSumState> {
  readonly warmUp: number
  #seen = 0
  #sum = 0

  constructor(period: number) {
    super()
    this.warmUp = checkedPeriod(period)
  }

  peek(input: number): number | undefined {
    if (this.#seen < this.warmUp - 1) return undefined
    return this.#sum - this.#sum / this.warmUp + input
  }

  remember(input: number): void {
    this.#sum = this.peek(input) ?? this.#sum + input
    this.#seen += 1
  }

  save(): WilderSumState {
    return { seen: this.#seen, sum: this.#sum }
  }

  restore(state: WilderSumState): void {
    assertNumbers('Wilder sum', state, ['seen', 'sum'])
    this.#seen = state.seen
    this.#sum = state.sum
  }
}
