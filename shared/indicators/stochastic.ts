import { Incremental } from './incremental.ts'
import type { PriceRange } from './indicator-bar.ts'
import { RollingRange, type RollingRangeState } from './rolling-range.ts'
import { Sma, type SmaState } from './sma.ts'

export interface StochasticPeriods {
  readonly range: number
  readonly k: number
  readonly d: number
}

export interface StochasticReading {
  /** Where the close stands in the range of the period, 0 to 100, smoothed. */
  readonly k: number
  /** The mean of the last few K. */
  readonly d: number
}

export interface StochasticState {
  readonly range: RollingRangeState
  readonly k: SmaState
  readonly d: SmaState
}

/**
 * The slow stochastic. Where all prices of the period are one, the close stands nowhere: the bar has no
 * reading.
 */
export class Stochastic extends Incremental<PriceRange, StochasticReading, StochasticState> {
  readonly warmUp: number
  readonly #range: RollingRange
  readonly #k: Sma
  readonly #d: Sma

  constructor({ range, k, d }: StochasticPeriods) {
    super()
    this.warmUp = range + k + d - 2
    this.#range = new RollingRange(range)
    this.#k = new Sma(k)
    this.#d = new Sma(d)
  }

  peek(bar: PriceRange): StochasticReading | undefined {
    const k = this.#smoothed(this.#place(bar))
    const d = k === undefined ? undefined : this.#d.peek(k)
    return k === undefined || d === undefined ? undefined : { k, d }
  }

  remember(bar: PriceRange): void {
    const place = this.#place(bar)
    const k = this.#smoothed(place)
    if (k !== undefined) this.#d.remember(k)
    if (place !== undefined) this.#k.remember(place)
    this.#range.remember(bar)
  }

  #place(bar: PriceRange): number | undefined {
    const lowest = this.#range.lowestWith(bar)
    const height = this.#range.highestWith(bar) - lowest
    return this.#range.isFull && height > 0 ? (100 * (bar.close - lowest)) / height : undefined
  }

  #smoothed(place: number | undefined): number | undefined {
    return place === undefined ? undefined : this.#k.peek(place)
  }

  save(): StochasticState {
    return { range: this.#range.save(), k: this.#k.save(), d: this.#d.save() }
  }

  restore({ range, k, d }: StochasticState): void {
    this.#range.restore(range)
    this.#k.restore(k)
    this.#d.restore(d)
  }
}
