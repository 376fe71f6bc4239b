import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { money } from '../../../shared/domain/money.ts'
import { isAsleep, quietSince } from '../../../shared/exits/low-volume.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const rules = parseConfig({}).exits
const openedAt = NINE_THIRTY_SIX
const after = (minutes: number, lessMs = 0) => (openedAt + minutes * MINUTE_MS - lessMs) as EpochMs

describe('since when the volume is too low', () => {
  test('below half of the usual it begins, at half it does not', () => {
    expect(quietSince(undefined, { volumeRatio: 0.4999, now: after(5) }, rules)).toBe(after(5))
    expect(quietSince(undefined, { volumeRatio: 0.5, now: after(5) }, rules)).toBeUndefined()
  })

  test('it goes on from where it began and ends with enough volume', () => {
    expect(quietSince(after(2), { volumeRatio: 0.1, now: after(5) }, rules)).toBe(after(2))
    expect(quietSince(after(2), { volumeRatio: 0.5, now: after(5) }, rules)).toBeUndefined()
  })

  test('an unknown volume is not a low one', () => {
    expect(quietSince(after(2), { now: after(5) }, rules)).toBeUndefined()
  })
})

describe('a position bought at 100 is asleep', () => {
  const asleep = (overrides: Partial<Parameters<typeof isAsleep>[0]>) =>
    isAsleep(
      {
        entry: money('100'),
        price: money('100'),
        openedAt,
        now: after(40),
        quietSince: after(30),
        ...overrides,
      },
      rules,
    )

  test('after ten quiet minutes, not a millisecond earlier', () => {
    expect(asleep({})).toBe(true)
    expect(asleep({ quietSince: (after(30) + 1) as EpochMs })).toBe(false)
    expect(asleep({ quietSince: undefined })).toBe(false)
  })

  test('from half an hour on, not a millisecond earlier', () => {
    expect(asleep({ now: after(30), quietSince: after(1) })).toBe(true)
    expect(asleep({ now: after(30, 1), quietSince: after(1) })).toBe(false)
  })

  test.each([
    ['100.3', true],
    ['100.3001', false],
    ['99.7', true],
    ['99.6999', false],
  ])('at %s: %s', (price, expected) => {
    expect(asleep({ price: money(price) })).toBe(expected)
  })

  test('the edge of the range is not rounded outward', () => {
    // 0.3 % above 47.5001 is 47.6426003, 0.3 % below is 47.3575997.
    const at = (price: string) => asleep({ entry: money('47.5001'), price: money(price) })
    expect([at('47.6426'), at('47.6427')]).toEqual([true, false])
    expect([at('47.3576'), at('47.3575')]).toEqual([true, false])
  })
})
