import { Incremental } from './incremental.ts'
import type { IndicatorBar } from './indicator-bar.ts'
import { assertNumbers } from './saved-state.ts'

type TradedRange = Pick<IndicatorBar, 'high' | 'low' | 'close' | 'volume'>

export interface AccumulationDistributionState {
  readonly total: number
}

/**
 * Accumulation/distribution line: volume summed with a weight of −1 for a close at the low to 1 at the high.
 */
export class AccumulationDistribution extends Incremental<
  TradedRange,
  number,
  AccumulationDistributionState
> {
  readonly warmUp = 1
  #total = 0

  peek({ high, low, close, volume }: TradedRange): number {
    const height = high - low
    return height > 0 ? this.#total + ((close - low - (high - close)) / height) * volume : this.#total
  }

  remember(bar: TradedRange): void {
    this.#total = this.peek(bar)
  }

  save(): AccumulationDistributionState {
    return { total: this.#total }
  }

  restore(state: AccumulationDistributionState): void {
    assertNumbers('accumulation/distribution', state, ['total'])
    this.#total = state.total
  }
}
