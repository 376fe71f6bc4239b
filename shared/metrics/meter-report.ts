import type { CacheKind } from '../caching/cache-life.ts'
import type { CacheReport } from './cache-metrics.ts'
import type { CallReport } from './call-metrics.ts'

/** What this process has measured since it started. */
export interface MeterReport {
  readonly caches: Readonly<Partial<Record<CacheKind, CacheReport>>>
  /** By provider and module, e.g. "etrade/market". */
  readonly calls: Readonly<Record<string, CallReport>>
}
