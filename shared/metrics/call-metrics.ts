/** Latencies kept for each provider and module; enough for a steady p95, little enough to keep in memory. */
const LATENCIES_KEPT = 256

/** One call to a provider, or one attempt at it. */
export interface ProviderCall {
  /** e.g. "etrade" or "yahoo". */
  readonly provider: string
  /** The provider's own part, e.g. "market". */
  readonly module: string
  readonly ok: boolean
  readonly durationMs: number
}

/** What is known of the calls to one module of one provider. */
export interface CallMetrics {
  readonly calls: number
  readonly failures: number
  /** Of the latest calls, oldest first. */
  readonly latenciesMs: readonly number[]
}

/** As a person reads them; the percentiles are absent before the first call. */
export interface CallReport {
  readonly calls: number
  readonly failures: number
  readonly p50Ms?: number
  readonly p95Ms?: number
}

export const NO_CALLS: CallMetrics = { calls: 0, failures: 0, latenciesMs: [] }

/** Counts one more call. */
export function withCall(metrics: CallMetrics, call: Pick<ProviderCall, 'ok' | 'durationMs'>): CallMetrics {
  return {
    calls: metrics.calls + 1,
    failures: metrics.failures + (call.ok ? 0 : 1),
    latenciesMs: [...metrics.latenciesMs.slice(1 - LATENCIES_KEPT), call.durationMs],
  }
}

/** Sums up the calls of one module. */
export function callReport({ calls, failures, latenciesMs }: CallMetrics): CallReport {
  const [p50Ms, p95Ms] = [percentile(latenciesMs, 50), percentile(latenciesMs, 95)]
  if (p50Ms === undefined || p95Ms === undefined) return { calls, failures }
  return { calls, failures, p50Ms, p95Ms }
}

/** The nearest rank: a value that was measured, never one between two; `undefined` of no values. */
export function percentile(values: readonly number[], percent: number): number | undefined {
  const ascending = values.toSorted((first, second) => first - second)
  return ascending[Math.max(0, Math.ceil((percent / 100) * ascending.length) - 1)]
}
