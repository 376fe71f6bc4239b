import type { Clock } from '../../../shared/ports/clock.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { OperationName } from '../operations.ts'

/** What a client must never do, whether or not the broker lets it pass. */
export type SinKind =
  /** A request signed with a nonce that was used before. */
  | 'nonce-reused'
  /** A call beyond the limit of its module. */
  | 'over-the-limit'
  /** A token in the authorize address without percent-encoding. */
  | 'token-not-encoded'
  /** A placement whose preview is missing, used, too old or of another order. */
  | 'preview-not-valid'
  /** An order sent again, with nobody having asked the list whether the first was accepted. */
  | 'placed-blindly'

/** One thing a client did wrong. */
export interface Sin {
  readonly kind: SinKind
  readonly at: EpochMs
  readonly operation: OperationName
  readonly what: string
}

/** What the clients of one simulator did wrong, in the order it happened. */
export class SinBook {
  readonly #clock: Clock
  #sins: readonly Sin[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get sins(): readonly Sin[] {
    return this.#sins
  }

  record(sin: Omit<Sin, 'at'>): void {
    this.#sins = [...this.#sins, { ...sin, at: this.#clock.now() }]
  }

  clear(): void {
    this.#sins = []
  }
}
