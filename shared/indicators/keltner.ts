import { Atr, type AtrState } from './atr.ts'
import { Ema, type EmaState } from './ema.ts'
import { Incremental } from './incremental.ts'
import type { PriceRange } from './indicator-bar.ts'

export interface KeltnerChannel {
  readonly upper: number
  readonly middle: number
  readonly lower: number
}

export interface KeltnerState {
  readonly middle: EmaState
  readonly range: AtrState
}

/** Keltner channel: the EMA of closes and, either side, so many of Wilder's ATR over the same period. */
export class Keltner extends Incremental<PriceRange, KeltnerChannel, KeltnerState> {
  readonly warmUp: number
  readonly #multiple: number
  readonly #middle: Ema
  readonly #range: Atr

  constructor(period: number, multiple: number) {
    super()
    this.#multiple = multiple
    this.#middle = new Ema(period)
    this.#range = new Atr(period)
    this.warmUp = this.#range.warmUp
  }

  peek(bar: PriceRange): KeltnerChannel | undefined {
    const middle = this.#middle.peek(bar.close)
    const range = this.#range.peek(bar)
    if (middle === undefined || range === undefined) return undefined
    const reach = this.#multiple * range
    return { upper: middle + reach, middle, lower: middle - reach }
  }

  remember(bar: PriceRange): void {
    this.#middle.remember(bar.close)
    this.#range.remember(bar)
  }

  save(): KeltnerState {
    return { middle: this.#middle.save(), range: this.#range.save() }
  }

  restore({ middle, range }: KeltnerState): void {
    this.#middle.restore(middle)
    this.#range.restore(range)
  }
}
