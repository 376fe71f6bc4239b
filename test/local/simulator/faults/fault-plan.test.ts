import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { FaultPlanError, parseFaultPlan } from '../../../../local/simulator/faults/fault-plan.ts'

const reset = { kind: 'connection-reset' }

describe('a fault plan', () => {
  test('may say nothing, then nothing goes wrong', () => {
    expect(parseFaultPlan({})).toEqual({ seed: 0, faults: [], halts: [] })
  })

  test('of the documentation can be read, and shows every kind there is', () => {
    const example = readFileSync(
      resolve(import.meta.dirname, '../../../../docs/fault-plan.example.json'),
      'utf8',
    )
    const plan = parseFaultPlan(JSON.parse(example))
    expect(new Set(plan.faults.map(({ fault }) => fault.kind)).size).toBe(14)
    expect(plan.halts).toHaveLength(1)
  })

  test.each([
    [[], /^fault plan refused: body: was \[\], /],
    [{ fault: [] }, /body: .*Unrecognized key: "fault"/],
    [{ seed: -1 }, /seed: was -1/],
    [
      { faults: [{ operation: '*', call: 1, fault: { kind: 'storm' } }] },
      /faults\.0\.fault\.kind: was "storm"/,
    ],
    [{ faults: [{ operation: '*', call: 0, fault: reset }] }, /faults\.0\.call: was 0/],
    [{ faults: [{ operation: '*', probability: 2, fault: reset }] }, /faults\.0\.probability: was 2/],
    [{ faults: [{ operation: '*', fault: reset }] }, /a rule needs either call or probability/],
    [
      { faults: [{ operation: '*', call: 1, probability: 0.5, fault: reset }] },
      /a rule needs either call or probability/,
    ],
    [
      { faults: [{ operation: 'orders/plase', call: 1, fault: reset }] },
      /faults\.0\.operation: was "orders\/plase", allowed are oauth\/request_token, .*, or "\*"/,
    ],
    [
      { faults: [{ operation: 'simulator/clock', call: 1, fault: reset }] },
      /faults\.0\.operation: was "simulator\/clock"/,
    ],
    [
      { faults: [{ operation: 'oauth/authorize', call: 1, fault: reset }] },
      /faults\.0\.operation: was "oauth\/authorize"/,
    ],
    [
      { faults: [{ operation: 'market/quote', call: 1, fault: { kind: 'hidden-order', ms: 5 } }] },
      /hidden-order works on orders\/place and orders\/change\/place only/,
    ],
    [
      { faults: [{ operation: 'orders/*', call: 1, fault: { kind: 'latency' } }] },
      /faults\.0\.fault\.ms: was missing/,
    ],
    [
      { halts: [{ symbol: 'TQQQ', from: '2026-03-02 10:00', until: '2026-03-02T15:00:00Z' }] },
      /halts\.0\.from: was "2026-03-02 10:00", allowed is an ISO date and time with zone/,
    ],
    [
      { halts: [{ symbol: 'TQQQ', from: '2026-03-02T15:00:00Z', until: '2026-03-02T15:00:00Z' }] },
      /halts\.0\.until: .*must be after from/,
    ],
  ])('%j is refused with the key and what is allowed', (input, message) => {
    expect(() => parseFaultPlan(input)).toThrow(FaultPlanError)
    expect(() => parseFaultPlan(input)).toThrow(message)
  })
})
