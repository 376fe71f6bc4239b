import { absoluteDeviations } from './deviations.ts'
import { Incremental } from './incremental.ts'
import type { PriceRange } from './indicator-bar.ts'
import { checkedPeriod } from './period.ts'
import { RollingSum, type RollingSumState } from './rolling-sum.ts'
import { typicalPrice } from './typical-price.ts'

export type CciState = RollingSumState

/** Lambert's constant, chosen so that most readings fall between −100 and 100. */
const SCALE = 0.015

/** A mean deviation below this share of the price is the rounding of equal prices, not a deviation. */
const ROUNDING_SHARE = 1e-13

/**
 * Commodity channel index: how far the typical price is from its mean; absent where all of the period are
 * equal.
 */
export class Cci extends Incremental<PriceRange, number, CciState> {
  readonly warmUp: number
  readonly #before: RollingSum

  constructor(period: number) {
    super()
    this.warmUp = checkedPeriod(period)
    this.#before = new RollingSum(period - 1)
  }

  peek(bar: PriceRange): number | undefined {
    if (!this.#before.isFull) return undefined
    const price = typicalPrice(bar)
    const mean = (this.#before.sum + price) / this.warmUp
    const distance = price - mean
    const deviation = (absoluteDeviations(this.#before.values, mean) + Math.abs(distance)) / this.warmUp
    return deviation <= ROUNDING_SHARE * price ? undefined : distance / (SCALE * deviation)
  }

  remember(bar: PriceRange): void {
    this.#before.push(typicalPrice(bar))
  }

  save(): CciState {
    return this.#before.save()
  }

  restore(state: CciState): void {
    this.#before.restore(state)
  }
}
