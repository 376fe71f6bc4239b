import { Ema, type EmaState } from './ema.ts'
import { Incremental } from './incremental.ts'
import { assertNumbers } from './saved-state.ts'

export interface MacdPeriods {
  readonly fast: number
  readonly slow: number
  readonly signal: number
}

export interface MacdReading {
  /** Fast average − slow average. */
  readonly line: number
  readonly signal: number
  /** Line − signal. */
  readonly histogram: number
}

export interface MacdState {
  readonly seen: number
  readonly fast: EmaState
  readonly slow: EmaState
  readonly signal: EmaState
}

/**
 * Moving average convergence and divergence of closes. As in TA-Lib the fast average starts late enough for
 * both to have their first value on the same bar, so at first it is not the plain EMA; and nothing is shown
 * before the signal.
 */
export class Macd extends Incremental<number, MacdReading, MacdState> {
  readonly warmUp: number
  readonly #fastStartsAfter: number
  readonly #fast: Ema
  readonly #slow: Ema
  readonly #signal: Ema
  #seen = 0

  constructor(periods: MacdPeriods) {
    super()
    const { fast, slow, signal } = periods
    if (!(fast < slow)) throw new RangeError(`fast must be below slow (${slow}), was ${fast}`)
    this.warmUp = slow + signal - 1
    this.#fastStartsAfter = slow - fast
    this.#fast = new Ema(fast)
    this.#slow = new Ema(slow)
    this.#signal = new Ema(signal)
  }

  peek(close: number): MacdReading | undefined {
    const line = this.#line(close)
    const signal = line === undefined ? undefined : this.#signal.peek(line)
    if (line === undefined || signal === undefined) return undefined
    return { line, signal, histogram: line - signal }
  }

  remember(close: number): void {
    const line = this.#line(close)
    if (line !== undefined) this.#signal.remember(line)
    if (this.#seen >= this.#fastStartsAfter) this.#fast.remember(close)
    this.#slow.remember(close)
    this.#seen += 1
  }

  #line(close: number): number | undefined {
    const fast = this.#fast.peek(close)
    const slow = this.#slow.peek(close)
    return fast === undefined || slow === undefined ? undefined : fast - slow
  }

  save(): MacdState {
    return {
      seen: this.#seen,
      fast: this.#fast.save(),
      slow: this.#slow.save(),
      signal: this.#signal.save(),
    }
  }

  restore(state: MacdState): void {
    assertNumbers('MACD', state, ['seen'])
    this.#fast.restore(state.fast)
    this.#slow.restore(state.slow)
    this.#signal.restore(state.signal)
    this.#seen = state.seen
  }
}
