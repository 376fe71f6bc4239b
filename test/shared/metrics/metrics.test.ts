import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { cacheReport, NO_LOOKS, withLook } from '../../../shared/metrics/cache-metrics.ts'
import { callReport, NO_CALLS, percentile, withCall } from '../../../shared/metrics/call-metrics.ts'

test('a percentile is a value that was measured', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect([percentile(hundred, 50), percentile(hundred, 95)]).toEqual([50, 95])
  expect(percentile([7], 95)).toBe(7)
  expect(percentile([], 50)).toBeUndefined()
})

test('at least 95 % of the values lie at or below p95', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), (values) => {
      const limit = percentile(values, 95)!
      expect(values.filter((value) => value <= limit).length / values.length).toBeGreaterThanOrEqual(0.95)
    }),
  )
})

test('calls and failures are all counted, latencies only of the latest 256', () => {
  let metrics = NO_CALLS
  for (let call = 0; call < 300; call += 1)
    metrics = withCall(metrics, { ok: call % 3 > 0, durationMs: call })
  expect(metrics.latenciesMs).toHaveLength(256)
  expect(callReport(metrics)).toEqual({ calls: 300, failures: 100, p50Ms: 171, p95Ms: 287 })
})

test('before the first call there is no latency and before the first look no rate', () => {
  expect(callReport(NO_CALLS)).toEqual({ calls: 0, failures: 0 })
  expect(cacheReport(NO_LOOKS)).toEqual({ hits: 0, misses: 0 })
})

test('three hits of four are 75 %', () => {
  const looks = (['miss', 'hit', 'hit', 'hit'] as const).reduce(withLook, NO_LOOKS)
  expect(cacheReport(looks)).toEqual({ hits: 3, misses: 1, hitRatePct: 75 })
})
