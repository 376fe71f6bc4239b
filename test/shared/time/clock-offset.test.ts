import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  appliedOffsetMs,
  type ClockOffset,
  isClockHealthy,
  isClockNoticeable,
  offsetMs,
  UNKNOWN_OFFSET,
  withRoundTrip,
} from '../../../shared/time/clock-offset.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'

const SENT = Date.UTC(2026, 2, 3, 14, 36) as EpochMs

/** A server so far ahead of us, asked at a moment, answering half-way through the round trip. */
function seen(
  offset: ClockOffset,
  { aheadMs, at = SENT, tripMs = 0 }: { aheadMs: number; at?: number; tripMs?: number },
): ClockOffset {
  const stamp = (Math.floor((at + tripMs / 2 + aheadMs) / 1_000) * 1_000) as EpochMs
  return withRoundTrip(offset, { sentAt: at as EpochMs, receivedAt: (at + tripMs) as EpochMs, stamp })
}

function after(...aheadMs: readonly number[]): ClockOffset {
  return aheadMs.reduce((offset, ahead) => seen(offset, { aheadMs: ahead }), UNKNOWN_OFFSET)
}

describe('the offset', () => {
  test('is unknown before the first stamp, and nothing is applied', () => {
    expect(offsetMs(UNKNOWN_OFFSET)).toBeUndefined()
    expect(appliedOffsetMs(UNKNOWN_OFFSET)).toBe(0)
  })

  test('is the stamp, taken for the middle of its second, less the middle of the round trip', () => {
    const trip = { sentAt: SENT, receivedAt: (SENT + 400) as EpochMs, stamp: (SENT + 7_000) as EpochMs }
    expect(offsetMs(withRoundTrip(UNKNOWN_OFFSET, trip))).toBe(7_000 + 500 - 200)
  })

  test('is the median: four wild samples of nine move it nowhere', () => {
    expect(offsetMs(after(0, 0, 0, 0, 0, 90_000, 90_000, 90_000, 90_000))).toBe(500)
    expect(offsetMs(after(10_000, 20_000))).toBe(15_500)
  })

  test('rests on the last nine round trips alone', () => {
    const nineNew = Array.from({ length: 9 }, () => 60_000)
    expect(offsetMs(after(0, 0, 0, 0, 0, 0, 0, 0, 0, ...nineNew))).toBe(60_500)
  })

  test('errs by half a second at most when answers are stamped half-way', () => {
    const trip = fc.record({
      at: fc.integer({ min: 0, max: 10_000 }).map((late) => SENT + late),
      tripMs: fc.integer({ min: 0, max: 2_000 }),
    })
    fc.assert(
      fc.property(
        fc.integer({ min: -300_000, max: 300_000 }),
        fc.array(trip, { minLength: 1, maxLength: 20 }),
        (aheadMs, trips) => {
          const offset = trips.reduce((known, one) => seen(known, { aheadMs, ...one }), UNKNOWN_OFFSET)
          expect(Math.abs((offsetMs(offset) ?? Number.NaN) - aheadMs)).toBeLessThanOrEqual(500)
        },
      ),
    )
  })
})

describe('how far is too far', () => {
  const exactly = (milliseconds: number): ClockOffset => ({ samples: [milliseconds] })

  test('30 s are not applied, more is, on either side', () => {
    for (const sign of [1, -1]) {
      expect(appliedOffsetMs(exactly(sign * 30_000))).toBe(0)
      expect(appliedOffsetMs(exactly(sign * 30_001))).toBe(sign * 30_001)
    }
  })

  test('119.999 s and 120 s are healthy, 120.001 s is not', () => {
    expect([119_999, 120_000, 120_001].map(isClockHealthy)).toEqual([true, true, false])
    expect([-119_999, -120_000, -120_001].map(isClockHealthy)).toEqual([true, true, false])
  })

  test('2 s are not worth a word, 2.001 s are', () => {
    expect([2_000, 2_001, -2_000, -2_001].map(isClockNoticeable)).toEqual([false, true, false, true])
  })
})
