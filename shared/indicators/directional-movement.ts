import { Incremental } from './incremental.ts'
import type { PriceRange } from './indicator-bar.ts'
import { assertNumbers } from './saved-state.ts'
import { trueRange } from './true-range.ts'
import { WilderSum, type WilderSumState } from './wilder-sum.ts'

export interface DirectionalReading {
  /** Share of the true range that was new highs, 0 to 100. */
  readonly plusDi: number
  /** Share of the true range that was new lows, 0 to 100. */
  readonly minusDi: number
}

export interface DirectionalMovementState {
  readonly seen: number
  /** 0 before the first bar, as the other two. */
  readonly previousHigh: number
  readonly previousLow: number
  readonly previousClose: number
  readonly plus: WilderSumState
  readonly minus: WilderSumState
  readonly range: WilderSumState
}

/** Wilder's +DI and −DI; absent as long as no price has ever differed. */
export class DirectionalMovement extends Incremental<
  PriceRange,
  DirectionalReading,
  DirectionalMovementState
> {
  readonly warmUp: number
  readonly #plus: WilderSum
  readonly #minus: WilderSum
  readonly #range: WilderSum
  #seen = 0
  #previousHigh = 0
  #previousLow = 0
  #previousClose = 0

  constructor(period: number) {
    super()
    this.warmUp = period + 1
    this.#plus = new WilderSum(period)
    this.#minus = new WilderSum(period)
    this.#range = new WilderSum(period)
  }

  peek(bar: PriceRange): DirectionalReading | undefined {
    if (this.#seen === 0) return undefined
    const plus = this.#plus.peek(this.#plusMovement(bar))
    const minus = this.#minus.peek(this.#minusMovement(bar))
    const range = this.#range.peek(trueRange(bar, this.#previousClose))
    if (plus === undefined || minus === undefined || range === undefined || range === 0) return undefined
    return { plusDi: (100 * plus) / range, minusDi: (100 * minus) / range }
  }

  remember(bar: PriceRange): void {
    if (this.#seen > 0) {
      this.#plus.remember(this.#plusMovement(bar))
      this.#minus.remember(this.#minusMovement(bar))
      this.#range.remember(trueRange(bar, this.#previousClose))
    }
    this.#previousHigh = bar.high
    this.#previousLow = bar.low
    this.#previousClose = bar.close
    this.#seen += 1
  }

  /** Only the larger of the two movements counts, and only beyond the previous bar. */
  #plusMovement({ high, low }: PriceRange): number {
    const up = high - this.#previousHigh
    return up > 0 && up > this.#previousLow - low ? up : 0
  }

  #minusMovement({ high, low }: PriceRange): number {
    const down = this.#previousLow - low
    return down > 0 && down > high - this.#previousHigh ? down : 0
  }

  save(): DirectionalMovementState {
    return {
      seen: this.#seen,
      previousHigh: this.#previousHigh,
      previousLow: this.#previousLow,
      previousClose: this.#previousClose,
      plus: this.#plus.save(),
      minus: this.#minus.save(),
      range: this.#range.save(),
    }
  }

  restore(state: DirectionalMovementState): void {
    assertNumbers('directional movement', state, ['seen', 'previousHigh', 'previousLow', 'previousClose'])
    this.#plus.restore(state.plus)
    this.#minus.restore(state.minus)
    this.#range.restore(state.range)
    this.#seen = state.seen
    this.#previousHigh = state.previousHigh
    this.#previousLow = state.previousLow
    this.#previousClose = state.previousClose
  }
}
