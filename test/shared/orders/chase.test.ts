import { describe, expect, test } from '@jest/globals'
import { money } from '../../../shared/domain/money.ts'
import { afterUnfilled, chasedTooFar } from '../../../shared/orders/chase.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'

const RULES = { entryChaseBpsMax: 80, entryChaseMinutes: 10 }
const tried = (limit: string, minute: number) => ({
  limit: money(limit),
  at: (minute * MINUTE_MS) as EpochMs,
})

describe('a chase', () => {
  test('keeps its first limit while one try follows soon after the other', () => {
    const second = afterUnfilled(tried('50.00', 0), tried('50.20', 9), RULES)
    expect(second).toEqual(tried('50.00', 9))
    expect(afterUnfilled(second, tried('50.30', 18), RULES)).toEqual(tried('50.00', 18))
  })

  test('ends when nothing is tried for the minutes', () => {
    expect(afterUnfilled(tried('50.00', 0), tried('50.20', 10), RULES)).toEqual(tried('50.20', 10))
  })

  test('begins with the first try', () => {
    expect(afterUnfilled(undefined, tried('50.00', 0), RULES)).toEqual(tried('50.00', 0))
  })

  test.each([
    ['50.40', undefined],
    ['50.41', 82],
    ['49.00', undefined],
  ])('of an entry first tried at 50.00: %s is too far by %j bps', (limit, bps) => {
    expect(chasedTooFar(tried('50.00', 0), tried(limit, 2), RULES)).toEqual(
      bps === undefined ? undefined : expect.closeTo(bps, 6),
    )
  })

  test('never refuses the first try, or one long after', () => {
    expect(chasedTooFar(undefined, tried('60.00', 0), RULES)).toBeUndefined()
    expect(chasedTooFar(tried('50.00', 0), tried('60.00', 10), RULES)).toBeUndefined()
  })
})
