import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type FaultPlanInput, parseFaultPlan } from '../../../../local/simulator/faults/fault-plan.ts'
import { FaultSource } from '../../../../local/simulator/faults/fault-source.ts'
import type { OperationName } from '../../../../local/simulator/operations.ts'

const error100 = { kind: 'error-100' } as const
const reset = { kind: 'connection-reset' } as const

/** For each call the kinds that strike it. */
function struck(plan: FaultPlanInput, calls: readonly OperationName[]): readonly (readonly string[])[] {
  const source = new FaultSource(parseFaultPlan(plan))
  return calls.map((operation) => source.strike(operation).map(({ kind }) => kind))
}

const places = (count: number) => Array.from({ length: count }, (): OperationName => 'orders/place')

describe('a rule of the script', () => {
  test('strikes the call it names and no other', () => {
    const plan = { faults: [{ operation: 'orders/place', call: 3, fault: error100 }] }
    expect(struck(plan, places(5))).toEqual([[], [], ['error-100'], [], []])
  })

  test('counts the calls it is for only', () => {
    const plan = { faults: [{ operation: 'orders/place', call: 2, fault: error100 }] }
    expect(struck(plan, ['orders/place', 'orders/list', 'orders/preview', 'orders/place'])).toEqual([
      [],
      [],
      [],
      ['error-100'],
    ])
  })

  test('may mean a module, or everything but the simulator itself', () => {
    const calls: readonly OperationName[] = ['orders/change/place', 'market/quote', 'simulator/clock']
    const strikes = (operation: string) =>
      struck({ faults: [{ operation, call: 1, times: 9, fault: error100 }] }, calls).map(
        ({ length }) => length,
      )
    expect(strikes('orders/*')).toEqual([1, 0, 0])
    expect(strikes('*')).toEqual([1, 1, 0])
  })

  test('strikes in a row where it is told to', () => {
    const plan = { faults: [{ operation: '*', call: 2, times: 3, fault: error100 }] }
    expect(struck(plan, places(6)).map(({ length }) => length)).toEqual([0, 1, 1, 1, 0, 0])
  })

  test('may meet another one on the same call, in the order of the plan', () => {
    const faults = [
      { operation: '*', call: 1, fault: reset },
      { operation: 'orders/place', call: 1, fault: error100 },
    ]
    expect(struck({ faults }, places(1))).toEqual([['connection-reset', 'error-100']])
  })
})

describe('a rule of chance', () => {
  const chance = (probability: number, seed = 1) => ({
    seed,
    faults: [{ operation: '*', probability, fault: error100 }],
  })
  const count = (plan: FaultPlanInput, calls = 2_000) => struck(plan, places(calls)).flat().length

  test('strikes never at 0 and always at 1', () => {
    expect([count(chance(0)), count(chance(1))]).toEqual([0, 2_000])
  })

  test('strikes about as often as it says', () => {
    // Five standard deviations of a binomial with 2,000 draws around .1.
    expect(Math.abs(count(chance(0.1)) - 200)).toBeLessThan(5 * Math.sqrt(2_000 * 0.1 * 0.9))
  })

  test('strikes the same calls under the same seed, others under another', () => {
    expect(struck(chance(0.3), places(200))).toEqual(struck(chance(0.3), places(200)))
    expect(struck(chance(0.3, 2), places(200))).not.toEqual(struck(chance(0.3, 1), places(200)))
  })

  test('is not changed by rules that stand after it', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true }), (seed, probability) => {
        const alone = chance(0.4, seed)
        const more = { ...alone, faults: [...alone.faults, { operation: '*', probability, fault: reset }] }
        const first = struck(more, places(50)).map((kinds) => kinds.filter((kind) => kind === 'error-100'))
        expect(first).toEqual(struck(alone, places(50)))
      }),
    )
  })
})
