import { Incremental } from './incremental.ts'
import { RollingWindow, type RollingWindowState } from './rolling-window.ts'

export type RocState = RollingWindowState

/** Rate of change: the close against the one `period` bars ago, in percent. */
export class Roc extends Incremental<number, number, RocState> {
  readonly warmUp: number
  readonly #closes: RollingWindow

  constructor(period: number) {
    super()
    this.warmUp = period + 1
    this.#closes = new RollingWindow(period)
  }

  peek(close: number): number | undefined {
    const { oldest } = this.#closes
    return oldest === undefined ? undefined : (close / oldest - 1) * 100
  }

  remember(close: number): void {
    this.#closes.push(close)
  }

  save(): RocState {
    return this.#closes.save()
  }

  restore(state: RocState): void {
    this.#closes.restore(state)
  }
}
