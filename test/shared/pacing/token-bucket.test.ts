import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type BucketRule,
  bucketWaitMs,
  emptyBucket,
  FULL_BUCKET,
  withoutPermit,
} from '../../../shared/pacing/token-bucket.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'

const START = Date.UTC(2026, 2, 3, 14, 36) as EpochMs
const MARKET: BucketRule = { callsPerSecond: 2, callBurst: 4 }
const after = (milliseconds: number) => (START + milliseconds) as EpochMs

/** When calls that want to leave at these moments may leave, each waiting for the one before. */
function departures(rule: BucketRule, wanted: readonly number[]): readonly number[] {
  let bucket = FULL_BUCKET
  let now = START
  return wanted.map((at) => {
    now = Math.max(now, at) as EpochMs
    now = (now + bucketWaitMs(bucket, rule, now)) as EpochMs
    bucket = withoutPermit(bucket, rule, now)
    return now
  })
}

test('four calls leave at once, then one every half second', () => {
  const leaving = departures(
    MARKET,
    Array.from({ length: 7 }, () => START),
  )
  expect(leaving.map((at) => at - START)).toEqual([0, 0, 0, 0, 500, 1_000, 1_500])
})

test('after two quiet seconds the burst is whole again', () => {
  const leaving = departures(MARKET, [0, 0, 0, 0, 2_000, 2_000, 2_000, 2_000, 2_000].map(after))
  expect(leaving.map((at) => at - START)).toEqual([0, 0, 0, 0, 2_000, 2_000, 2_000, 2_000, 2_500])
})

test('an emptied bucket gives its first permit one interval later', () => {
  const empty = emptyBucket(MARKET, START)
  expect(bucketWaitMs(empty, MARKET, after(499))).toBe(1)
  expect(bucketWaitMs(empty, MARKET, after(500))).toBe(0)
})

test('no span of t seconds ever holds more than burst + rate · t calls', () => {
  const rules = fc.record({
    callsPerSecond: fc.integer({ min: 1, max: 7 }),
    callBurst: fc.integer({ min: 1, max: 6 }),
  })
  const gaps = fc.array(fc.integer({ min: 0, max: 2_500 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(rules, gaps, (rule, waits) => {
      let at: number = START
      const wanted = waits.map((gap) => {
        at += gap
        return at
      })
      const leaving = departures(rule, wanted)
      for (const [first, from] of leaving.entries()) {
        for (const [last, to] of leaving.entries()) {
          if (last < first) continue
          const allowed = rule.callBurst + (rule.callsPerSecond * (to - from)) / 1_000
          expect(last - first + 1).toBeLessThanOrEqual(allowed + 1e-9)
        }
      }
    }),
  )
})
