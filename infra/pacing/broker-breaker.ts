import { BrokerUnreachableError } from '../../shared/domain/errors.ts'
import {
  answered,
  asked,
  type Breaker,
  CLOSED_BREAKER,
  failed,
  nextCallAt,
  notAsked,
} from '../../shared/pacing/breaker.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { ProviderBreaker } from '../../shared/ports/provider-breaker.ts'
import { formatEt } from '../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

/** Leaves the broker alone for a while when it does not answer, so that a run fails at once rather than slowly. */
export class BrokerBreaker implements ProviderBreaker {
  readonly #clock: Clock
  #state: Breaker = CLOSED_BREAKER

  constructor(by: { readonly clock: Clock }) {
    this.#clock = by.clock
  }

  get state(): Breaker {
    return this.#state
  }

  resume(state: Breaker): void {
    this.#state = state
  }

  /** Throws `BrokerUnreachableError` while the broker is left alone. */
  ask(operation: string): void {
    const now = this.#clock.now()
    const at = nextCallAt(this.#state)
    if (now < at) throw new BrokerUnreachableError(operation, restingText(operation, at))
    this.#state = asked(this.#state, now)
  }

  /** What came of a call, asked for or not: `none` when it was not made after all. */
  report(outcome: 'answered' | 'failed' | 'none'): void {
    switch (outcome) {
      case 'answered':
        this.#state = answered(this.#state)
        return
      case 'failed':
        this.#state = failed(this.#state, this.#clock.now())
        return
      case 'none':
        this.#state = notAsked(this.#state)
    }
  }
}

function restingText(operation: string, at: EpochMs): string {
  return `${operation} was not asked for: the broker has failed again and again, next try at ${formatEt(at, 'time-seconds')} ET`
}
