import { Incremental } from './incremental.ts'
import { checkedPeriod } from './period.ts'
import { RollingSum, type RollingSumState } from './rolling-sum.ts'

export type SmaState = RollingSumState

/** Simple moving average. */
export class Sma extends Incremental<number, number, SmaState> {
  readonly warmUp: number
  readonly #before: RollingSum

  constructor(period: number) {
    super()
    this.warmUp = checkedPeriod(period)
    this.#before = new RollingSum(period - 1)
  }

  peek(input: number): number | undefined {
    return this.#before.isFull ? (this.#before.sum + input) / this.warmUp : undefined
  }

  remember(input: number): void {
    this.#before.push(input)
  }

  save(): SmaState {
    return this.#before.save()
  }

  restore(state: SmaState): void {
    this.#before.restore(state)
  }
}
