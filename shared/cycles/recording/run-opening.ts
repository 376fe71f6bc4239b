import { exchangeDate } from '../../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../time/instant.ts'

/**
 * What a run finds when it takes the account. Whoever ends with a tape says so in the lease, and whoever ends without one
 * leaves nothing there: what the lease says is thus true of every run since then. Each date begins anew.
 */
export class RunOpening {
  readonly #date: ExchangeDate
  readonly #now: () => EpochMs
  #since: EpochMs | undefined
  #openedAt: EpochMs | undefined

  /** `now` is what the clock of the run showed last. */
  constructor(date: ExchangeDate, now: () => EpochMs) {
    this.#date = date
    this.#now = now
  }

  /** The lease as it lies in the store, whoever holds it. */
  found(lease: unknown): void {
    const since = typeof lease === 'object' && lease !== null ? Reflect.get(lease, 'tapedSince') : undefined
    const isOfToday = typeof since === 'number' && exchangeDate(since as EpochMs) === this.#date
    this.#since = isOfToday ? (since as EpochMs) : undefined
  }

  /** The first batch is written: the account is this run's. */
  claimed(): void {
    this.#openedAt ??= this.#now()
  }

  /** No run before this one has left a tape. */
  get isFirst(): boolean {
    return this.#since === undefined
  }

  get openedAt(): EpochMs {
    return this.#openedAt ?? this.#now()
  }

  /** Since when every run has left a tape, this one included. */
  get tapedSince(): EpochMs {
    return this.#since ?? this.openedAt
  }
}
