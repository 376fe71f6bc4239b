import {
  DirectionalMovement,
  type DirectionalMovementState,
  type DirectionalReading,
} from './directional-movement.ts'
import { Incremental } from './incremental.ts'
import type { PriceRange } from './indicator-bar.ts'
import { WilderAverage, type WilderAverageState } from './wilder-average.ts'

export interface AdxReading extends DirectionalReading {
  /** Strength of the trend whatever its direction, 0 to 100; it comes `period − 1` bars after +DI and −DI. */
  readonly adx: number | undefined
}

export interface AdxState {
  readonly movement: DirectionalMovementState
  readonly average: WilderAverageState
}

/** Wilder's average directional index together with the +DI and −DI it is made of. */
export class Adx extends Incremental<PriceRange, AdxReading, AdxState> {
  readonly warmUp: number
  readonly #movement: DirectionalMovement
  readonly #average: WilderAverage

  constructor(period: number) {
    super()
    this.#movement = new DirectionalMovement(period)
    this.#average = new WilderAverage(period)
    this.warmUp = this.#movement.warmUp
  }

  peek(bar: PriceRange): AdxReading | undefined {
    const reading = this.#movement.peek(bar)
    return reading && { ...reading, adx: this.#average.peek(oneSidedness(reading)) }
  }

  remember(bar: PriceRange): void {
    const reading = this.#movement.peek(bar)
    if (reading) this.#average.remember(oneSidedness(reading))
    this.#movement.remember(bar)
  }

  save(): AdxState {
    return { movement: this.#movement.save(), average: this.#average.save() }
  }

  restore({ movement, average }: AdxState): void {
    this.#movement.restore(movement)
    this.#average.restore(average)
  }
}

/** Wilder's DX. Prices that moved without leaving the previous bar on either side show no trend at all. */
function oneSidedness({ plusDi, minusDi }: DirectionalReading): number {
  const both = plusDi + minusDi
  return both === 0 ? 0 : (100 * Math.abs(plusDi - minusDi)) / both
}
