import { squaredDeviations } from './deviations.ts'
import { Incremental } from './incremental.ts'
import { checkedPeriod } from './period.ts'
import { RollingSum, type RollingSumState } from './rolling-sum.ts'
import { assertNumbers } from './saved-state.ts'

export interface RealizedVolatilityState {
  readonly seen: number
  /** 0 before the first close. */
  readonly previousClose: number
  readonly before: RollingSumState
}

/** Sample standard deviation of the last log returns of closes, per bar: it is not annualised. */
export class RealizedVolatility extends Incremental<number, number, RealizedVolatilityState> {
  readonly warmUp: number
  readonly #period: number
  readonly #before: RollingSum
  #seen = 0
  #previousClose = 0

  /** `period` counts returns, so it takes one close more. */
  constructor(period: number) {
    super()
    this.#period = checkedPeriod(period)
    this.warmUp = period + 1
    this.#before = new RollingSum(period - 1)
  }

  peek(close: number): number | undefined {
    if (!this.#before.isFull) return undefined
    const latest = Math.log(close / this.#previousClose)
    const mean = (this.#before.sum + latest) / this.#period
    const squares = squaredDeviations(this.#before.values, mean) + (latest - mean) ** 2
    return Math.sqrt(squares / (this.#period - 1))
  }

  remember(close: number): void {
    if (this.#seen > 0) this.#before.push(Math.log(close / this.#previousClose))
    this.#previousClose = close
    this.#seen += 1
  }

  save(): RealizedVolatilityState {
    return { seen: this.#seen, previousClose: this.#previousClose, before: this.#before.save() }
  }

  restore(state: RealizedVolatilityState): void {
    assertNumbers('realized volatility', state, ['seen', 'previousClose'])
    this.#before.restore(state.before)
    this.#seen = state.seen
    this.#previousClose = state.previousClose
  }
}
