import { Incremental } from './incremental.ts'
import type { PriceRange } from './indicator-bar.ts'
import { RollingRange, type RollingRangeState } from './rolling-range.ts'

export type WilliamsRState = RollingRangeState

/**
 * Williams %R: how far the close is below the highest high of the period, −100 to 0; absent without a range.
 */
export class WilliamsR extends Incremental<PriceRange, number, WilliamsRState> {
  readonly warmUp: number
  readonly #range: RollingRange

  constructor(period: number) {
    super()
    this.warmUp = period
    this.#range = new RollingRange(period)
  }

  peek(bar: PriceRange): number | undefined {
    const highest = this.#range.highestWith(bar)
    const height = highest - this.#range.lowestWith(bar)
    return this.#range.isFull && height > 0 ? (100 * (bar.close - highest)) / height : undefined
  }

  remember(bar: PriceRange): void {
    this.#range.remember(bar)
  }

  save(): WilliamsRState {
    return this.#range.save()
  }

  restore(state: WilliamsRState): void {
    this.#range.restore(state)
  }
}
