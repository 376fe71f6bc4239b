import { Incremental } from './incremental.ts'
import { assertNumbers } from './saved-state.ts'
import { WilderAverage, type WilderAverageState } from './wilder-average.ts'

export interface RsiState {
  readonly seen: number
  /** 0 before the first close. */
  readonly previousClose: number
  readonly gain: WilderAverageState
  readonly loss: WilderAverageState
}

/** Wilder's relative strength index of closes, 0 to 100; absent as long as no close has ever differed. */
export class Rsi extends Incremental<number, number, RsiState> {
  readonly warmUp: number
  readonly #gain: WilderAverage
  readonly #loss: WilderAverage
  #seen = 0
  #previousClose = 0

  constructor(period: number) {
    super()
    this.warmUp = period + 1
    this.#gain = new WilderAverage(period)
    this.#loss = new WilderAverage(period)
  }

  peek(close: number): number | undefined {
    if (this.#seen === 0) return undefined
    const change = close - this.#previousClose
    const gain = this.#gain.peek(Math.max(change, 0))
    const loss = this.#loss.peek(Math.max(-change, 0))
    if (gain === undefined || loss === undefined || gain + loss === 0) return undefined
    return (100 * gain) / (gain + loss)
  }

  remember(close: number): void {
    if (this.#seen > 0) {
      const change = close - this.#previousClose
      this.#gain.remember(Math.max(change, 0))
      this.#loss.remember(Math.max(-change, 0))
    }
    this.#previousClose = close
    this.#seen += 1
  }

  save(): RsiState {
    return {
      seen: this.#seen,
      previousClose: this.#previousClose,
      gain: this.#gain.save(),
      loss: this.#loss.save(),
    }
  }

  restore(state: RsiState): void {
    assertNumbers('RSI', state, ['seen', 'previousClose'])
    this.#gain.restore(state.gain)
    this.#loss.restore(state.loss)
    this.#seen = state.seen
    this.#previousClose = state.previousClose
  }
}
