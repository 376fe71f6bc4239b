import { RollingWindow, type RollingWindowState } from './rolling-window.ts'
import { assertNumbers } from './saved-state.ts'

export interface RollingSumState {
  readonly window: RollingWindowState
  readonly sum: number
}

/**
 * The sum of the last few numbers without drift. Adding what comes and subtracting what leaves gathers
 * rounding errors for ever, so the sum is taken anew once a round, and whenever a number leaves that
 * outweighs all that stay.
 */
export class RollingSum {
  readonly #window: RollingWindow
  #sum = 0

  constructor(capacity: number) {
    this.#window = new RollingWindow(capacity)
  }

  get isFull(): boolean {
    return this.#window.isFull
  }

  get values(): readonly number[] {
    return this.#window.values
  }

  get sum(): number {
    return this.#sum
  }

  push(value: number): void {
    const leaving = this.#window.push(value) ?? 0
    this.#sum += value - leaving
    if (this.#window.isRoundComplete || Math.abs(leaving) > Math.abs(this.#sum))
      this.#sum = sumOf(this.#window.values)
  }

  save(): RollingSumState {
    return { window: this.#window.save(), sum: this.#sum }
  }

  restore(state: RollingSumState): void {
    assertNumbers('sum', state, ['sum'])
    this.#window.restore(state.window)
    this.#sum = state.sum
  }
}

function sumOf(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
