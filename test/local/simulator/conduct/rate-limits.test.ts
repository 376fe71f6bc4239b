import { describe, expect, test } from '@jest/globals'
import { moduleOf, RateMeter, SUPPORT_LIMITS } from '../../../../local/simulator/conduct/rate-limits.ts'
import { type EpochMs, HOUR_MS } from '../../../../shared/time/instant.ts'

const TEN = (472_222 * HOUR_MS) as EpochMs
const after = (ms: number) => (TEN + ms) as EpochMs
const limits = {
  ...SUPPORT_LIMITS,
  market: { perSecond: 3, perHour: 10, hourCounts: 'quotes' },
  orders: { perSecond: 3, perHour: 5, hourCounts: 'requests' },
} as const

/** How many of these calls are let in. */
function admitted(
  meter: RateMeter,
  times: readonly EpochMs[],
  module: 'market' | 'orders' = 'orders',
): number {
  return times.filter((now) => meter.admits(module, now)).length
}

describe('a module', () => {
  test('takes its calls of a second, and as many again in the next', () => {
    const meter = new RateMeter(limits)
    expect(admitted(meter, Array(9).fill(after(999)))).toBe(3)
    expect(admitted(meter, Array(9).fill(after(1_000)))).toBe(2)
  })

  test('takes its calls of a clock hour, and begins anew at the top of the next', () => {
    const meter = new RateMeter(limits)
    const slow = Array.from({ length: 9 }, (_, index) => after(HOUR_MS - 20_000 + index * 2_000))
    expect(admitted(meter, slow)).toBe(5)
    expect(meter.admits('orders', after(HOUR_MS - 1))).toBe(false)
    expect(meter.admits('orders', after(HOUR_MS))).toBe(true)
  })

  test('has limits of its own', () => {
    const meter = new RateMeter(limits)
    expect(admitted(meter, Array(9).fill(TEN))).toBe(3)
    expect(meter.admits('market', TEN)).toBe(true)
  })

  test('of quotes counts the symbols of the hour, one of orders does not', () => {
    const meter = new RateMeter(limits)
    for (const module of ['market', 'orders'] as const) {
      meter.admits(module, TEN)
      meter.charge(module, 10, TEN)
    }
    expect(meter.admits('market', after(5_000))).toBe(false)
    expect(meter.admits('orders', after(5_000))).toBe(true)
  })
})

test.each([
  ['accounts/transactions', 'accounts'],
  ['market/optionchains', 'market'],
  ['orders/change/place', 'orders'],
  ['alerts/delete', 'alerts'],
  ['oauth/access_token', undefined],
  ['simulator/sins', undefined],
] as const)('%s is of the module %s', (operation, module) => {
  expect(moduleOf(operation)).toBe(module)
})
