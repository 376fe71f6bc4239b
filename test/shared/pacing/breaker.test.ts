import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  answered,
  asked,
  type Breaker,
  breakerSchema,
  CLOSED_BREAKER,
  failed,
  nextCallAt,
  notAsked,
} from '../../../shared/pacing/breaker.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'

const START = Date.UTC(2026, 2, 3, 14, 36) as EpochMs
const after = (milliseconds: number) => (START + milliseconds) as EpochMs
const mayCall = (breaker: Breaker, now: EpochMs) => now >= nextCallAt(breaker)

function failing(times: number, from: Breaker = CLOSED_BREAKER): Breaker {
  return Array.from({ length: times }).reduce<Breaker>((breaker) => failed(breaker, START), from)
}

test('four failures in a row leave it closed, the fifth opens it', () => {
  expect(failing(4)).toEqual({ kind: 'closed', failures: 4 })
  expect(failing(5)).toEqual({ kind: 'open', since: START })
})

test('an answer in between starts the count anew', () => {
  expect(failing(4, answered(failing(4)))).toEqual({ kind: 'closed', failures: 4 })
})

describe('an open one', () => {
  test('lets nobody call for 60 s', () => {
    expect(mayCall(failing(5), after(59_999))).toBe(false)
    expect(mayCall(failing(5), after(60_000))).toBe(true)
  })

  test('does not rest longer because calls that were sent all the same failed', () => {
    expect(failed(failing(5), after(30_000))).toEqual(failing(5))
  })

  test('closes as soon as any call is answered', () => {
    expect(answered(failing(5))).toBe(CLOSED_BREAKER)
  })
})

describe('after its rest', () => {
  const probed = asked(failing(5), after(60_000))

  test('one call is the probe and the others wait for it', () => {
    expect(probed).toEqual({ kind: 'half-open', since: START, probedAt: after(60_000) })
    expect(mayCall(probed, after(60_001))).toBe(false)
  })

  test('an answered probe closes it', () => {
    expect(answered(probed)).toBe(CLOSED_BREAKER)
  })

  test('a failed probe means another 60 s', () => {
    const again = failed(probed, after(61_000))
    expect(mayCall(again, after(120_999))).toBe(false)
    expect(mayCall(again, after(121_000))).toBe(true)
  })

  test('a probe that was not made leaves its place to the next call', () => {
    expect(mayCall(notAsked(probed), after(60_001))).toBe(true)
  })

  test('a probe of which nothing is heard is given up after 60 s', () => {
    expect(mayCall(probed, after(119_999))).toBe(false)
    expect(mayCall(probed, after(120_000))).toBe(true)
  })
})

test('whatever happens, it never rests for ever and never lets two probes out within 60 s', () => {
  const steps = fc.array(
    fc.record({
      what: fc.constantFrom('call', 'answered', 'failed'),
      laterMs: fc.integer({ min: 0, max: 70_000 }),
    }),
    { maxLength: 80 },
  )
  fc.assert(
    fc.property(steps, (story) => {
      let breaker: Breaker = CLOSED_BREAKER
      let now = START
      let probe: { readonly at: EpochMs } | undefined
      for (const { what, laterMs } of story) {
        now = (now + laterMs) as EpochMs
        if (what === 'call' && mayCall(breaker, now)) {
          if (breaker.kind !== 'closed') {
            if (probe) expect(now - probe.at).toBeGreaterThanOrEqual(60_000)
            probe = { at: now }
          }
          breaker = asked(breaker, now)
        }
        if (what === 'answered') breaker = answered(breaker)
        if (what === 'failed') breaker = failed(breaker, now)
        if (what !== 'call') probe = undefined
        expect(nextCallAt(breaker)).toBeLessThanOrEqual(now + 60_000)
        expect(breakerSchema.parse(JSON.parse(JSON.stringify(breaker)))).toEqual(breaker)
      }
    }),
  )
})
