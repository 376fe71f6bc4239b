import { Incremental } from './incremental.ts'
import type { IndicatorBar } from './indicator-bar.ts'
import { assertNumbers } from './saved-state.ts'

type ClosingTrade = Pick<IndicatorBar, 'close' | 'volume'>

export interface ObvState {
  readonly seen: number
  /** 0 before the first bar. */
  readonly previousClose: number
  readonly total: number
}

/**
 * On-balance volume: volume added on a rising close, taken off on a falling one; starts at the first volume.
 */
export class Obv extends Incremental<ClosingTrade, number, ObvState> {
  readonly warmUp = 1
  #seen = 0
  #previousClose = 0
  #total = 0

  peek({ close, volume }: ClosingTrade): number {
    return this.#seen === 0 ? volume : this.#total + volume * Math.sign(close - this.#previousClose)
  }

  remember(bar: ClosingTrade): void {
    this.#total = this.peek(bar)
    this.#previousClose = bar.close
    this.#seen += 1
  }

  save(): ObvState {
    return { seen: this.#seen, previousClose: this.#previousClose, total: this.#total }
  }

  restore(state: ObvState): void {
    assertNumbers('OBV', state, ['seen', 'previousClose', 'total'])
    this.#seen = state.seen
    this.#previousClose = state.previousClose
    this.#total = state.total
  }
}
