import { SECOND_MS } from '../../shared/time/instant.ts'
import type { Draws } from '../simulator/market/draws.ts'

/** What becomes of one call that crosses a port. */
export interface Fate {
  /** How long the call is on its way, and its answer. */
  readonly thereMs: number
  readonly backMs: number
  readonly mishap: Mishap | 'none'
}

/**
 * The process ends before the effect, or after it and before the answer; the call fails without an effect, or its
 * answer is lost; or everything stands still for longer than a lease lasts.
 */
export const MISHAPS = ['crash-before', 'crash-after', 'fail-before', 'fail-after', 'standstill'] as const

export type Mishap = (typeof MISHAPS)[number]

const CHANCES: Readonly<Record<Mishap, number>> = {
  'crash-before': 0.0015,
  'crash-after': 0.0015,
  'fail-before': 0.006,
  'fail-after': 0.006,
  standstill: 0.001,
}

/** Calls about orders go wrong this much more often, because what is looked at depends on them. */
const ORDER_FACTOR = 5

const STANDSTILL_SECONDS = { from: 20, to: 150 }

/** Draws the fates of all calls; in a quiet time nothing goes wrong, and the same numbers are drawn all the same. */
export class Fates {
  readonly #draws: Draws
  /** Mishaps that may happen in this world; the shrinker takes kinds away. */
  readonly #allowed: ReadonlySet<Mishap>
  /** Only the mishaps of these numbers happen; all of them when absent. */
  readonly #kept: ReadonlySet<number> | undefined
  quiet = true
  /** Mishaps so far, those that were kept from happening included. */
  count = 0

  readonly #instant: boolean

  constructor(
    draws: Draws,
    of: {
      readonly allowed: readonly Mishap[]
      readonly kept?: readonly number[]
      readonly instant?: boolean
    },
  ) {
    this.#draws = draws
    this.#allowed = new Set(of.allowed)
    this.#kept = of.kept && new Set(of.kept)
    this.#instant = of.instant ?? false
  }

  next(port: string): Fate {
    const mishap = this.#mishap(port.startsWith('orders/') ? ORDER_FACTOR : 1)
    const { from, to } = STANDSTILL_SECONDS
    const standsForMs = Math.floor((from + this.#draws.uniform() * (to - from)) * SECOND_MS)
    if (this.#instant) return { thereMs: 0, backMs: 0, mishap: 'none' }
    return {
      thereMs: 5 + Math.floor(this.#draws.uniform() * 80) + (mishap === 'standstill' ? standsForMs : 0),
      backMs: 5 + Math.floor(this.#draws.uniform() * 80),
      mishap,
    }
  }

  #mishap(factor: number): Mishap | 'none' {
    let drawn = this.#draws.uniform()
    for (const mishap of MISHAPS) {
      drawn -= CHANCES[mishap] * factor
      if (drawn < 0) return this.#mayHappen(mishap) ? mishap : 'none'
    }
    return 'none'
  }

  #mayHappen(mishap: Mishap): boolean {
    if (this.quiet || !this.#allowed.has(mishap)) return false
    this.count += 1
    return this.#kept === undefined || this.#kept.has(this.count)
  }
}
