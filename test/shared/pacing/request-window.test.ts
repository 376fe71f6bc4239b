import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { admitRequest, type RequestWindow } from '../../../shared/pacing/request-window.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'

const START = Date.UTC(2026, 2, 3, 14, 36) as EpochMs

/** Requests as they come, so many milliseconds after one another, and whether each was admitted. */
function admitted(gaps: readonly number[], perMinuteMax: number) {
  let window: RequestWindow = []
  let now = START
  return gaps.map((gap) => {
    now = (now + gap) as EpochMs
    const verdict = admitRequest(window, perMinuteMax, now)
    window = verdict.window
    return { now, window, waitMs: verdict.admitted ? 0 : verdict.waitMs }
  })
}

const gaps = fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 200 })
const most = fc.integer({ min: 1, max: 20 })

test('in no minute, wherever it begins, are more requests admitted than the most', () => {
  fc.assert(
    fc.property(gaps, most, (gaps, perMinuteMax) => {
      const passed = admitted(gaps, perMinuteMax).filter(({ waitMs }) => waitMs === 0)
      for (const { now: from } of passed) {
        const within = passed.filter(({ now }) => now >= from && now < from + MINUTE_MS)
        expect(within.length).toBeLessThanOrEqual(perMinuteMax)
      }
    }),
  )
})

test('who waits as long as told is admitted, and a millisecond earlier is refused', () => {
  fc.assert(
    fc.property(gaps, most, (gaps, perMinuteMax) => {
      for (const { now, window, waitMs } of admitted(gaps, perMinuteMax)) {
        if (waitMs === 0) continue
        expect(waitMs).toBeLessThanOrEqual(MINUTE_MS)
        const after = (milliseconds: number) =>
          admitRequest(window, perMinuteMax, (now + milliseconds) as EpochMs).admitted
        expect([after(waitMs - 1), after(waitMs)]).toEqual([false, true])
      }
    }),
  )
})

test('a refusal is only given to who had the most in the last minute, and no more is kept than that', () => {
  fc.assert(
    fc.property(gaps, most, (gaps, perMinuteMax) => {
      for (const { window, waitMs } of admitted(gaps, perMinuteMax)) {
        expect(window.length).toBeLessThanOrEqual(perMinuteMax)
        if (waitMs > 0) expect(window).toHaveLength(perMinuteMax)
      }
    }),
  )
})
