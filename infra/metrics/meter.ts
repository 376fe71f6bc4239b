import type { CacheKind } from '../../shared/caching/cache-life.ts'
import { type CacheMetrics, cacheReport, NO_LOOKS, withLook } from '../../shared/metrics/cache-metrics.ts'
import {
  type CallMetrics,
  callReport,
  NO_CALLS,
  type ProviderCall,
  withCall,
} from '../../shared/metrics/call-metrics.ts'
import type { MeterReport } from '../../shared/metrics/meter-report.ts'

/** Counts what caches do. */
export interface CacheMeter {
  look(kind: CacheKind, outcome: 'hit' | 'miss'): void
}

/** Counts cache looks and provider calls of one process. */
export class Meter implements CacheMeter {
  readonly #caches = new Map<CacheKind, CacheMetrics>()
  readonly #calls = new Map<string, CallMetrics>()

  look(kind: CacheKind, outcome: 'hit' | 'miss'): void {
    this.#caches.set(kind, withLook(this.#caches.get(kind) ?? NO_LOOKS, outcome))
  }

  call(call: ProviderCall): void {
    const name = `${call.provider}/${call.module}`
    this.#calls.set(name, withCall(this.#calls.get(name) ?? NO_CALLS, call))
  }

  report(): MeterReport {
    return {
      caches: Object.fromEntries([...this.#caches].map(([kind, looks]) => [kind, cacheReport(looks)])),
      calls: Object.fromEntries([...this.#calls].map(([name, calls]) => [name, callReport(calls)])),
    }
  }
}
