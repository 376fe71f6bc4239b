import { Incremental } from './incremental.ts'
import type { IndicatorBar } from './indicator-bar.ts'
import { checkedPeriod } from './period.ts'
import { RollingSum, type RollingSumState } from './rolling-sum.ts'
import { assertNumbers } from './saved-state.ts'
import { typicalPrice } from './typical-price.ts'

type TradedRange = Pick<IndicatorBar, 'high' | 'low' | 'close' | 'volume'>

export interface MfiState {
  readonly seen: number
  /** 0 before the first bar. */
  readonly previousPrice: number
  readonly inflow: RollingSumState
  readonly outflow: RollingSumState
}

/**
 * Money flow index: share of the traded value on rising typical prices, 0 to 100; absent where no value
 * moved.
 */
export class Mfi extends Incremental<TradedRange, number, MfiState> {
  readonly warmUp: number
  readonly #inflow: RollingSum
  readonly #outflow: RollingSum
  #seen = 0
  #previousPrice = 0

  constructor(period: number) {
    super()
    this.warmUp = checkedPeriod(period) + 1
    this.#inflow = new RollingSum(period - 1)
    this.#outflow = new RollingSum(period - 1)
  }

  peek(bar: TradedRange): number | undefined {
    if (!this.#inflow.isFull) return undefined
    const flow = this.#flow(bar)
    const inflow = this.#inflow.sum + Math.max(flow, 0)
    const outflow = this.#outflow.sum + Math.max(-flow, 0)
    return inflow + outflow === 0 ? undefined : (100 * inflow) / (inflow + outflow)
  }

  remember(bar: TradedRange): void {
    if (this.#seen > 0) {
      const flow = this.#flow(bar)
      this.#inflow.push(Math.max(flow, 0))
      this.#outflow.push(Math.max(-flow, 0))
    }
    this.#previousPrice = typicalPrice(bar)
    this.#seen += 1
  }

  /** Traded value with the sign of the price change. */
  #flow(bar: TradedRange): number {
    const price = typicalPrice(bar)
    return price * bar.volume * Math.sign(price - this.#previousPrice)
  }

  save(): MfiState {
    return {
      seen: this.#seen,
      previousPrice: this.#previousPrice,
      inflow: this.#inflow.save(),
      outflow: this.#outflow.save(),
    }
  }

  restore(state: MfiState): void {
    assertNumbers('MFI', state, ['seen', 'previousPrice'])
    this.#inflow.restore(state.inflow)
    this.#outflow.restore(state.outflow)
    this.#seen = state.seen
    this.#previousPrice = state.previousPrice
  }
}
