import { Incremental } from './incremental.ts'
import type { PriceRange } from './indicator-bar.ts'
import { assertNumbers } from './saved-state.ts'
import { trueRange } from './true-range.ts'
import { WilderAverage, type WilderAverageState } from './wilder-average.ts'

export interface AtrState {
  readonly seen: number
  /** 0 before the first bar. */
  readonly previousClose: number
  readonly average: WilderAverageState
}

/** Wilder's average true range, in USD. The first bar has no previous close and so no true range. */
export class Atr extends Incremental<PriceRange, number, AtrState> {
  readonly warmUp: number
  readonly #average: WilderAverage
  #seen = 0
  #previousClose = 0

  constructor(period: number) {
    super()
    this.warmUp = period + 1
    this.#average = new WilderAverage(period)
  }

  peek(bar: PriceRange): number | undefined {
    return this.#seen === 0 ? undefined : this.#average.peek(trueRange(bar, this.#previousClose))
  }

  remember(bar: PriceRange): void {
    if (this.#seen > 0) this.#average.remember(trueRange(bar, this.#previousClose))
    this.#previousClose = bar.close
    this.#seen += 1
  }

  save(): AtrState {
    return { seen: this.#seen, previousClose: this.#previousClose, average: this.#average.save() }
  }

  restore(state: AtrState): void {
    assertNumbers('ATR', state, ['seen', 'previousClose'])
    this.#average.restore(state.average)
    this.#seen = state.seen
    this.#previousClose = state.previousClose
  }
}
