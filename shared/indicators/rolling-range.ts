import type { PriceRange } from './indicator-bar.ts'
import { checkedPeriod } from './period.ts'
import { RollingWindow, type RollingWindowState } from './rolling-window.ts'

export interface RollingRangeState {
  readonly highs: RollingWindowState
  readonly lows: RollingWindowState
}

/** The highest high and lowest low of a period, of which the bar now looked at is the last. */
export class RollingRange {
  readonly #highs: RollingWindow
  readonly #lows: RollingWindow
  #highest = -Infinity
  #lowest = Infinity

  constructor(period: number) {
    const before = checkedPeriod(period) - 1
    this.#highs = new RollingWindow(before)
    this.#lows = new RollingWindow(before)
  }

  get isFull(): boolean {
    return this.#highs.isFull
  }

  highestWith({ high }: PriceRange): number {
    return Math.max(this.#highest, high)
  }

  lowestWith({ low }: PriceRange): number {
    return Math.min(this.#lowest, low)
  }

  remember(bar: PriceRange): void {
    const highestLeaves = this.#highs.push(bar.high) === this.#highest
    const lowestLeaves = this.#lows.push(bar.low) === this.#lowest
    this.#highest = highestLeaves ? highestOf(this.#highs.values) : this.highestWith(bar)
    this.#lowest = lowestLeaves ? lowestOf(this.#lows.values) : this.lowestWith(bar)
  }

  save(): RollingRangeState {
    return { highs: this.#highs.save(), lows: this.#lows.save() }
  }

  restore({ highs, lows }: RollingRangeState): void {
    this.#highs.restore(highs)
    this.#lows.restore(lows)
    this.#highest = highestOf(this.#highs.values)
    this.#lowest = lowestOf(this.#lows.values)
  }
}

function highestOf(values: readonly number[]): number {
  let highest = -Infinity
  for (const value of values) if (value > highest) highest = value
  return highest
}

function lowestOf(values: readonly number[]): number {
  let lowest = Infinity
  for (const value of values) if (value < lowest) lowest = value
  return lowest
}
