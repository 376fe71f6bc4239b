import type { ProviderCall } from '../../shared/metrics/call-metrics.ts'
import type { CallsCount } from '../../shared/ports/calls-count.ts'

/** The calls this process has made since they were last taken into the account's day. */
export class CallTally implements CallsCount {
  #counts: Record<string, number> = {}

  count({ provider, module }: Pick<ProviderCall, 'provider' | 'module'>): void {
    const name = `${provider}/${module}`
    this.#counts[name] = (this.#counts[name] ?? 0) + 1
  }

  take(): Readonly<Record<string, number>> {
    const taken = this.#counts
    this.#counts = {}
    return taken
  }
}
