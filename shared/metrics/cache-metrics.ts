/** How often one kind of cached value was there when it was wanted. */
export interface CacheMetrics {
  readonly hits: number
  readonly misses: number
}

/** As a person reads them; the rate is absent before the first look. */
export interface CacheReport extends CacheMetrics {
  readonly hitRatePct?: number
}

export const NO_LOOKS: CacheMetrics = { hits: 0, misses: 0 }

/** Counts one more look. */
export function withLook({ hits, misses }: CacheMetrics, outcome: 'hit' | 'miss'): CacheMetrics {
  return outcome === 'hit' ? { hits: hits + 1, misses } : { hits, misses: misses + 1 }
}

/** Sums up the looks of one kind. */
export function cacheReport({ hits, misses }: CacheMetrics): CacheReport {
  const looks = hits + misses
  return looks === 0 ? { hits, misses } : { hits, misses, hitRatePct: (hits / looks) * 100 }
}
