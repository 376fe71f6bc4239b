import { squaredDeviations } from './deviations.ts'
import { Incremental } from './incremental.ts'
import { checkedPeriod } from './period.ts'
import { RollingSum, type RollingSumState } from './rolling-sum.ts'

export interface BollingerBands {
  readonly upper: number
  readonly middle: number
  readonly lower: number
  /** (upper − lower) ÷ middle. */
  readonly width: number
}

export type BollingerState = RollingSumState

/** Bollinger bands: the simple mean of closes and, either side, so many population standard deviations. */
export class Bollinger extends Incremental<number, BollingerBands, BollingerState> {
  readonly warmUp: number
  readonly #deviations: number
  readonly #before: RollingSum

  constructor(period: number, deviations: number) {
    super()
    this.warmUp = checkedPeriod(period)
    this.#deviations = deviations
    this.#before = new RollingSum(period - 1)
  }

  peek(close: number): BollingerBands | undefined {
    if (!this.#before.isFull) return undefined
    const middle = (this.#before.sum + close) / this.warmUp
    const squares = squaredDeviations(this.#before.values, middle) + (close - middle) ** 2
    const reach = this.#deviations * Math.sqrt(squares / this.warmUp)
    return { upper: middle + reach, middle, lower: middle - reach, width: (2 * reach) / middle }
  }

  remember(close: number): void {
    this.#before.push(close)
  }

  save(): BollingerState {
    return this.#before.save()
  }

  restore(state: BollingerState): void {
    this.#before.restore(state)
  }
}
