import type { Breaker } from '../pacing/breaker.ts'

/** What stands between the system and a provider that fails. Runs hand its state on to each other. */
export interface ProviderBreaker {
  readonly state: Breaker
  /** Goes on where the last run, of whichever instance, left off. */
  resume(state: Breaker): void
}
